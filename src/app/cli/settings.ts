/** What the global flags and the environment say, decided once per command. */
import * as Effect from "effect/Effect"
import * as path from "node:path"
import { type Environment, hasColor } from "./color.ts"
import * as GlobalFlag from "./global-flag.ts"
import { makeStyle, type Style } from "./render/style.ts"

/** How a run shows itself while it works. */
export type ProgressMode = "tty" | "plain" | "json" | "none"

/** Decided settings; `style` is for stdout, `errorStyle` for stderr. */
export interface Settings {
  readonly isJson: boolean
  readonly isQuiet: boolean
  readonly isVerbose: boolean
  readonly folder: string
  readonly progress: ProgressMode
  readonly style: Style
  readonly errorStyle: Style
  readonly columns: number
}

/** The renderer for a choice of `--progress`: auto is tty on a terminal outside CI, else plain. */
export const progressMode = (
  choice: "auto" | ProgressMode,
  environment: Environment,
  isTerminal: boolean
): ProgressMode => {
  if (choice !== "auto") return choice
  const ci = environment["CI"] ?? ""
  const isCi = ci !== "" && ci !== "0" && ci !== "false"
  return isTerminal && !isCi && environment["TERM"] !== "dumb" ? "tty" : "plain"
}

/** Settings of the command being run. */
export const settings = Effect.gen(function*() {
  const isQuiet = yield* GlobalFlag.Quiet
  const color = yield* GlobalFlag.Color
  const progress = progressMode(yield* GlobalFlag.Progress, process.env, process.stderr.isTTY === true)
  const decided: Settings = {
    isJson: yield* GlobalFlag.Json,
    isQuiet,
    isVerbose: yield* GlobalFlag.Verbose,
    folder: path.resolve(yield* GlobalFlag.Folder),
    progress: isQuiet ? "none" : progress,
    style: makeStyle(hasColor(color, process.env, process.stdout.isTTY === true)),
    errorStyle: makeStyle(hasColor(color, process.env, process.stderr.isTTY === true)),
    columns: process.stdout.columns || 80
  }
  return decided
})
