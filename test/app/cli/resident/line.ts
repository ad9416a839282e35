/** The thread of resident.ts: starts the processes, hands them commands, and gathers what they write. */
import { type ChildProcess, spawn } from "node:child_process"
import * as path from "node:path"
import { type MessagePort, parentPort, workerData } from "node:worker_threads"
import { endMark } from "./end-mark.ts"
import type { Ended, Told } from "./resident.ts"

const { answered, port } = workerData as { readonly answered: Int32Array; readonly port: MessagePort }
const program = path.join(import.meta.dirname, "stay.ts")

/** A process, and what it has written since it was last asked. */
class Process {
  private readonly child: ChildProcess
  private said = { stdout: "", stderr: "" }
  private code: number | null | undefined
  onDeath: () => void = () => {}

  constructor() {
    this.child = spawn(process.execPath, [program], { stdio: ["ignore", "pipe", "pipe", "ipc"] })
    for (const stream of ["stdout", "stderr"] as const) {
      this.child[stream]!.setEncoding("utf8").on("data", (text: string) => {
        this.said[stream] += text
        this.answerWhenWhole()
      })
    }
    this.child.on("message", (code: number) => {
      this.code = code
      this.answerWhenWhole()
    })
    this.child.on("close", (code) => {
      this.onDeath()
      if (this.isAsked) this.answer({ code, ...this.said })
    })
  }

  private isAsked = false

  ask(asked: NonNullable<Told["asked"]>): void {
    this.isAsked = true
    this.child.send(asked, () => {}) // one that cannot be reached any more has ended, which "close" tells
  }

  /** Lets it end by itself, as it keeps what it has compiled for the next only then. */
  end(): void {
    this.child.disconnect()
  }

  private answerWhenWhole(): void {
    const { stderr, stdout } = this.said
    if (this.code === undefined || !stdout.endsWith(endMark) || !stderr.endsWith(endMark)) return
    this.answer({
      code: this.code,
      stdout: stdout.slice(0, -endMark.length),
      stderr: stderr.slice(0, -endMark.length)
    })
  }

  private answer(ended: Ended): void {
    this.isAsked = false
    this.code = undefined
    this.said = { stdout: "", stderr: "" }
    port.postMessage(ended)
    Atomics.store(answered, 0, 1)
    Atomics.notify(answered, 0)
  }
}

const processes = new Map<number, Process>()

parentPort!.on("message", ({ asked, id }: Told) => {
  if (asked === undefined) {
    processes.get(id)?.end()
    processes.delete(id)
    return
  }
  let found = processes.get(id)
  if (found === undefined) {
    found = new Process()
    found.onDeath = () => processes.delete(id)
    processes.set(id, found)
  }
  found.ask(asked)
})
