/** A project under `pipeline run --watch`: edit its files, and wait for what is said of them. */
import { type ChildProcess, spawn } from "node:child_process"
import * as fs from "node:fs"
import * as path from "node:path"
import { launcher, masked } from "../studio.ts"

/** One watching command. What it says is read forwards: each wait begins where the last one ended. */
export class Watched {
  readonly ended: Promise<number | null>
  private readonly child: ChildProcess
  private readonly root: string
  private said = ""
  private waiting: (() => void) | undefined

  /** `verb` watches by itself, or `run` with --watch. */
  constructor(root: string, args: ReadonlyArray<string>, verb: "run" | "watch" = "run") {
    this.root = root
    const { FORCE_COLOR: _, PIPELINE_CACHE: __, ...env } = process.env
    const command = [process.execPath, launcher, verb, ...args, ...(verb === "run" ? ["--watch"] : [])]
    this.child = spawn("/bin/sh", ["-c", `exec "$0" "$@" 2>&1`, ...command], { cwd: root, env }) // both in their order
    this.child.stdout!.setEncoding("utf8").on("data", (text: string) => {
      this.said += text
      this.waiting?.()
    })
    this.ended = new Promise((resolve) =>
      this.child.on("close", (code) => {
        resolve(code)
        this.waiting?.()
      })
    )
  }

  /** All that is said up to and with the line in which `marker` comes next, masked; fails with it if the command ends. */
  async until(marker: string): Promise<string> {
    for (;;) {
      const at = this.said.indexOf(marker)
      const end = at < 0 ? -1 : this.said.indexOf("\n", at)
      if (end >= 0) {
        const text = this.said.slice(0, end + 1)
        this.said = this.said.slice(end + 1)
        return masked(text)
      }
      if (this.child.exitCode !== null) throw new Error(`ended before it said "${marker}":\n${this.said}`)
      await new Promise<void>((resolve) => void (this.waiting = resolve))
    }
  }

  /** Replaces a text in a file as editors do: a new file is renamed over it. */
  edit(file: string, from: string, to: string): void {
    const full = path.join(this.root, file)
    const text = fs.readFileSync(full, "utf8")
    if (!text.includes(from)) throw new Error(`${file} has no "${from}"`)
    fs.writeFileSync(`${full}~`, text.replace(from, () => to))
    fs.renameSync(`${full}~`, full)
  }

  interrupt(): void {
    this.child.kill("SIGINT")
  }

  [Symbol.dispose](): void {
    this.child.kill("SIGKILL")
  }
}
