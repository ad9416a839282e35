/** Starts scripts as processes of their own. */
import { type ChildProcess, spawn } from "node:child_process"
import { fileURLToPath } from "node:url"

const script = fileURLToPath(new URL("./child.ts", import.meta.url))

/** A started process: what it has said, and how it ends. */
export interface Child {
  readonly process: ChildProcess
  readonly lines: ReadonlyArray<string>
  /** Resolves once it has said a line that begins so. */
  readonly said: (prefix: string) => Promise<string>
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null; readonly errors: string }>
}

/** Starts test/dataflow/store/child.ts with these arguments. */
export const runChild = (...args: ReadonlyArray<string>): Child => runNode(script, ...args)

/** Starts Node.js with these arguments. */
export const runNode = (...args: ReadonlyArray<string>): Child => {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] })
  const lines: Array<string> = []
  const waiting = new Map<string, (line: string) => void>()
  let pending = ""
  let errors = ""
  child.stdout.on("data", (data: Buffer) => {
    const parts = (pending + data.toString()).split("\n")
    pending = parts.pop()!
    for (const line of parts) {
      lines.push(line)
      for (const [prefix, resolve] of waiting) if (line.startsWith(prefix)) resolve(line)
    }
  })
  child.stderr.on("data", (data: Buffer) => errors += data.toString())
  return {
    process: child,
    lines,
    said: (prefix) =>
      new Promise((resolve) => {
        const line = lines.find((each) => each.startsWith(prefix))
        if (line === undefined) waiting.set(prefix, resolve)
        else resolve(line)
      }),
    ended: new Promise((resolve) => child.on("close", (code, signal) => resolve({ code, signal, errors })))
  }
}
