/** Builds the library of failing calls beside this file, and says how a process is made to use it. */
import { spawnSync } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { needProgram, programs } from "../programs.ts"

/** What a process is to meet: faults.c says how a fault is written; `shiftSec` moves its clock. */
export interface Machine {
  readonly fault?: string
  readonly shiftSec?: number
}

/** A built library, removed at the end. */
export class Preloaded implements Disposable {
  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "partita-shim-"))
  private readonly library = path.join(this.folder, "faults.so")

  constructor() {
    const source = path.join(import.meta.dirname, "faults.c")
    const args = ["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", this.library, source, "-ldl"]
    const built = spawnSync(needProgram(programs.cc), args, { encoding: "utf8" })
    if (built.status !== 0) throw new Error(built.stderr)
  }

  /** Variables for a process on such a machine. */
  environment({ fault, shiftSec }: Machine): Readonly<Record<string, string>> {
    return {
      LD_PRELOAD: this.library,
      ...(fault === undefined ? {} : { FAULT: fault }),
      ...(shiftSec === undefined ? {} : { SHIFT_SEC: String(shiftSec) })
    }
  }

  [Symbol.dispose](): void {
    fs.rmSync(this.folder, { recursive: true, force: true })
  }
}
