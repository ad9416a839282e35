/** How a command ends: what is said of its failure, and its exit code. */
import * as Cause from "effect/Cause"
import * as CliError from "effect/cli/CliError"
import * as Exit from "effect/Exit"
import * as Runtime from "effect/Runtime"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { faultOf } from "../../dataflow/store/fault.ts"
import { visible } from "../../format/visible.ts"
import { errorLines, errorView } from "./error-view.ts"
import type { Style } from "./render/style.ts"
import { version } from "./version.ts"

/** Exit codes beside 0 (ok), 1 (a node or check failed) and 3 (stale). */
const code = { failed: 1, usage: 2, bug: 70, interrupted: 130 } as const // 70: EX_SOFTWARE of sysexits.h

/** Lines for stderr and the exit code of a finished command. */
export interface ExitReport {
  readonly code: number
  readonly lines: ReadonlyArray<string>
}

const isTagged = (error: unknown): error is { readonly _tag: string; readonly message: string } =>
  typeof error === "object" && error !== null && "_tag" in error && "message" in error

/**
 * What ended a command for a reason a person can act on. A fault of the machine, or an error that says what to do next,
 * is no bug, though the code it passed through did not expect it.
 */
const reasonOf = (cause: Cause.Cause<unknown>): { readonly _tag: string; readonly message: string } | undefined => {
  const failed = cause.reasons.find(Cause.isFailReason)?.error
  const died = cause.reasons.filter(Cause.isDieReason).map(({ defect }) => defect)
  for (const error of failed === undefined ? died : [failed]) {
    const fault = faultOf(error)
    if (fault !== undefined) return fault
    if (isTagged(error) && (error === failed || "hint" in error)) return error
  }
  return undefined
}

const codeOf = (error: object): number => {
  const own = (error as { readonly [Runtime.errorExitCode]?: number })[Runtime.errorExitCode]
  return own ?? code.failed
}

/** Keeps the full text of a bug and says where; where no file can be written it is said itself. */
const bugLog = (cause: Cause.Cause<unknown>): string => {
  const command = process.argv.slice(2).join(" ")
  const text = `pipeline ${version} · node ${process.version} · ${process.platform}\n${visible(command)}\n\n${
    Cause.pretty(cause).split("\n").map(visible).join("\n")
  }\n`
  try {
    const log = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "pipeline-bug-")), "bug.log")
    fs.writeFileSync(log, text)
    return `full log: ${log}`
  } catch (error) {
    if (faultOf(error) === undefined) throw error
    return text
  }
}

const bugReport = (cause: Cause.Cause<unknown>, style: Style): ExitReport => {
  const first = Cause.squash(cause)
  return {
    code: code.bug,
    lines: [
      `${style.bad("error[bug]")}: This is a bug in pipeline ${version}: ${
        first instanceof Error ? first.message : String(first)
      }`,
      `   ${bugLog(cause)}`
    ]
  }
}

/**
 * The report of an exit. Parse errors are said by the presenter already, so only their code is left. What else fails once
 * one is interrupted is of the interruption: a terminal's Ctrl-C ends the compiler and every program of ours too.
 */
export const exitReport = (
  exit: Exit.Exit<unknown, unknown>,
  style: Style,
  { isInterrupted } = { isInterrupted: false }
): ExitReport => {
  if (Exit.isSuccess(exit)) return { code: 0, lines: [] }
  if (isInterrupted || Cause.hasInterruptsOnly(exit.cause)) return { code: code.interrupted, lines: [] }
  const error = reasonOf(exit.cause)
  if (error === undefined) return bugReport(exit.cause, style)
  if (CliError.isCliError(error)) {
    return { code: error._tag === "ShowHelp" && error.errors.length === 0 ? 0 : code.usage, lines: [] }
  }
  if (error._tag === "SilentExit") return { code: codeOf(error), lines: [] }
  return { code: codeOf(error), lines: errorLines(errorView(error), style) }
}
