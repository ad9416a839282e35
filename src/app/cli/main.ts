/**
 * The command line: one verb per file in verb/, all of them in commands.ts, what they share in settings.ts, how they end in
 * exit-report.ts.
 *
 * Room: what a person types, and how the answer looks.
 */
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as NodeServices from "@effect/platform-node/NodeServices"
import * as CliConfig from "effect/cli/CliConfig"
import * as CliOutput from "effect/cli/CliOutput"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import { setFlagsFromString } from "node:v8"
import { type ColorChoice, hasColor } from "./color.ts"
import { commands } from "./commands.ts"
import { exitReport } from "./exit-report.ts"
import { builtInFlags } from "./global-flag.ts"
import { makePresenter } from "./presenter.ts"
import { makeStyle } from "./render/style.ts"
import { printed } from "./render/terminal-text.ts"
import { UsageError } from "./usage-error.ts"
import { version } from "./version.ts"

// heaps are collected when they have grown by so many percent: V8's own choice, up to 300, took a third more memory of a
// large run and no less time
setFlagsFromString("--heap-growing-percent=40")

const arguments_ = process.argv.slice(2)

/** `--color` as given, read before flags are parsed because parse errors have colours too. */
const colorChoice = (): ColorChoice => {
  const at = arguments_.findIndex((argument) => argument === "--color" || argument.startsWith("--color="))
  const value = at < 0 ? undefined : arguments_[at]!.split("=")[1] ?? arguments_[at + 1]
  return value === "always" || value === "never" ? value : "auto"
}

const outColor = hasColor(colorChoice(), process.env, process.stdout.isTTY === true)
const errorStyle = makeStyle(hasColor(colorChoice(), process.env, process.stderr.isTTY === true))

const environment = Layer.mergeAll(
  NodeServices.layer,
  CliConfig.layer({ builtIns: [...builtInFlags] }),
  CliOutput.layerPresenter(makePresenter(makeStyle(outColor), errorStyle, outColor))
)

// a reader that stops early, such as `head`, is no failure; an answer that cannot be written is one
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") {
    hasEnded = true
    process.exit(0)
  }
  throw Object.assign(error, { path: "the answer" })
})
process.stderr.on("error", () => undefined) // where remarks cannot be written, nor can that: the exit code tells

/** Whether an error came out of a compiled pipeline. */
const isOfProject = (error: Error): boolean => /\/\.cache\/partita\/[0-9a-f]{24}\//.test(error.stack ?? "")

let hasEnded = false

/** Says how it ended, and ends. */
const endWith = (exit: Exit.Exit<unknown, unknown>, onExit: (code: number) => void): void => {
  hasEnded = true
  const { code, lines } = exitReport(exit, errorStyle, { isInterrupted })
  if (lines.length > 0) process.stderr.write(`${lines.map(printed).join("\n")}\n`)
  onExit(code)
}

// code of a project that ends the process as it is loaded must not pass for a command that has done its work
process.on("exit", () => {
  if (hasEnded) return
  process.stderr.write(
    `${errorStyle.bad("error[ended]")}: Something that was loaded ended the process before its time.\n`
  )
  process.exitCode = 1
})

// what libraries throw where nobody catches it, such as a compiler whose process the machine refuses to start
process.on("uncaughtException", (error) => {
  const exit = isOfProject(error)
    ? Exit.fail(
      new UsageError({
        tag: "project-code",
        message: `Code of this project failed outside of every step: ${error.message}`,
        hint: "a promise that nobody waits for, or a callback, at the top of a file"
      })
    )
    : Exit.die(error)
  endWith(exit, (code) => process.exit(code))
})

const patienceMs = 20 // a Ctrl-C that ended the compiler may be heard after its end

let isInterrupted = false
process.removeAllListeners("SIGINT") // the launcher's, which ends what has not begun
process.on("SIGINT", () => void (isInterrupted = true))

Command.runWith(commands, { version, renderErrors: true })(arguments_).pipe(
  Effect.provide(environment),
  NodeRuntime.runMain({
    disableErrorReporting: true,
    teardown: (exit, onExit) => {
      if (Exit.isSuccess(exit)) endWith(exit, onExit)
      else setTimeout(() => setImmediate(endWith, exit, onExit), patienceMs)
    }
  })
)
