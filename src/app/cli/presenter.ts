/** Help on stdout when asked for; errors first and short otherwise. */
import type * as CliError from "effect/cli/CliError"
import * as CliOutput from "effect/cli/CliOutput"
import type * as HelpDoc from "effect/cli/HelpDoc"
import * as Effect from "effect/Effect"
import { answer, answerText, remark } from "./answer.ts"
import { errorLines, type ErrorView } from "./error-view.ts"
import type { Style } from "./render/style.ts"

const globalNames = ["json", "progress", "color", "quiet", "verbose", "folder", "help", "version", "completions"]

const strip = (option: string): string => option.replace(/^-+/, "")

const viewOf = (error: CliError.NonShowHelpErrors, command: string): ErrorView => {
  const hint = `${command} --help`
  switch (error._tag) {
    case "UnrecognizedOption":
      return {
        tag: "unknown-flag",
        message: `${command} has no flag ${error.option}.`,
        given: error.option,
        word: strip(error.option),
        known: [...error.suggestions.map(strip), ...globalNames],
        hint
      }
    case "UnknownSubcommand":
      return {
        tag: "unknown-verb",
        message: `${command} has no verb "${error.subcommand}".`,
        given: `${command} ${error.subcommand}`,
        word: error.subcommand,
        known: error.suggestions,
        hint
      }
    case "InvalidValue":
      return { tag: "invalid-value", message: error.message, hint }
    case "MissingArgument":
      return { tag: "missing-argument", message: `${command} needs <${error.argument}>.`, hint }
    case "MissingOption":
      return { tag: "missing-flag", message: `${command} needs --${strip(error.option)}.`, hint }
    case "UnexpectedArgument":
    case "DuplicateOption":
    case "ValidationError":
    case "UserError":
      return { tag: "usage", message: error.message, hint }
  }
}

/** Help as it is printed. */
export const helpText = (help: HelpDoc.HelpDoc, hasColor: boolean): string =>
  CliOutput.defaultFormatter({ colors: hasColor, globalFlags: "full" }).formatHelpDoc(help).trimEnd()

/** A presenter with our own look. */
export const makePresenter = (style: Style, errorStyle: Style, hasColor: boolean): CliOutput.Presenter => ({
  present: (event) => {
    switch (event._tag) {
      case "Help":
        return answerText(helpText(event.helpDoc, hasColor))
      case "Version":
        return answer([`${event.name} ${style.strong(event.version)}`])
      case "InvalidInvocation": {
        const command = event.commandPath.join(" ")
        return Effect.forEach(event.errors, (error) => remark(errorLines(viewOf(error, command), errorStyle)), {
          discard: true
        })
      }
    }
  }
})
