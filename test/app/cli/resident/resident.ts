/** A process that stays and is the command line once for every question: to load it was four fifths of most commands. */
import * as path from "node:path"
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads"

/** One command: what would be its working directory, its words and its environment. */
export interface Asked {
  readonly cwd: string
  readonly args: ReadonlyArray<string>
  readonly env: Readonly<Record<string, string>>
}

/** How it ended; `code` is null for a process that a signal ended. */
export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** What the thread is told: a command for the process of this number, or nothing more for it. */
export interface Told {
  readonly id: number
  readonly asked: Asked | undefined
}

/** The thread that talks with the processes while tests wait, and the way to it; one for all tests of a process. */
interface Line {
  readonly thread: Worker
  readonly port: MessagePort
  readonly answered: Int32Array
}

let line: Line | undefined
const openLine = (): Line => {
  if (line !== undefined) return line
  const { port1, port2 } = new MessageChannel()
  const answered = new Int32Array(new SharedArrayBuffer(4))
  const thread = new Worker(path.join(import.meta.dirname, "line.ts"), {
    workerData: { answered, port: port2 },
    transferList: [port2]
  })
  thread.unref()
  port1.unref()
  return line = { thread, port: port1, answered }
}

let made = 0

/** One such process. It begins with its first command, and anew after one that ended it. */
export class Resident {
  private readonly id = made++
  private isBegun = false

  /** Runs one command to its end, as `spawnSync` would. */
  ask(asked: Asked): Ended {
    this.isBegun = true
    const { answered, port, thread } = openLine()
    Atomics.store(answered, 0, 0)
    thread.postMessage({ id: this.id, asked } satisfies Told)
    Atomics.wait(answered, 0, 0)
    return receiveMessageOnPort(port)!.message as Ended
  }

  [Symbol.dispose](): void {
    if (this.isBegun) line?.thread.postMessage({ id: this.id, asked: undefined } satisfies Told)
  }
}
