/**
 * Errors as the terminal shows them: a sentence, the offending word with a caret and a suggestion, and a hint.
 * Every error that can end a command passes here; what is not known by its tag still gets its sentence.
 */
import { nearest } from "../../music/text/edit-distance.ts"
import { displayWidth } from "./render/display-width.ts"
import type { Style } from "./render/style.ts"
import { messageLines } from "./render/terminal-text.ts"

/** An error ready to be shown. `word` is looked up in `given`, the part of the command line that holds it. */
export interface ErrorView {
  readonly tag: string
  readonly message: string
  readonly given?: string
  readonly word?: string
  readonly known?: ReadonlyArray<string>
  readonly hint?: string
}

const kebab = (tag: string): string => tag.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "-").toLowerCase()

type Fields = Readonly<Record<string, unknown>>

const text = (fields: Fields, name: string): string | undefined => {
  const value = fields[name]
  return typeof value === "string" ? value : undefined
}

const texts = (fields: Fields, name: string): ReadonlyArray<string> => {
  const value = fields[name]
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : []
}

const pipelineView = (fields: Fields): Partial<ErrorView> => {
  const name = text(fields, "pipeline") ?? ""
  const known = texts(fields, "known")
  const hint = known.length === 0 ? "pipelines/ holds no pipeline yet" : `pipelines here: ${known.join(", ")}`
  return { given: name, word: name, known, hint }
}

const nodeView = (fields: Fields): Partial<ErrorView> => ({
  given: text(fields, "given") ?? "",
  word: text(fields, "node") ?? "",
  known: texts(fields, "known"),
  hint: `pipeline graph ${text(fields, "pipeline")}   lists its nodes`
})

const parameterView = (fields: Fields): Partial<ErrorView> => ({
  tag: "unknown-param",
  given: text(fields, "given") ?? "",
  word: text(fields, "parameter") ?? "",
  known: texts(fields, "known"),
  hint: `pipeline show ${text(fields, "pipeline")} ${text(fields, "node")}   lists its parameters`
})

const parametersView = (fields: Fields): Partial<ErrorView> => ({
  tag: "invalid-param",
  hint: `pipeline show ${text(fields, "pipeline")} <node>   lists the parameters of a node`
})

const usageView = (fields: Fields): Partial<ErrorView> => {
  const known = texts(fields, "known")
  const optional = { given: text(fields, "given"), word: text(fields, "word"), hint: text(fields, "hint") }
  return {
    tag: text(fields, "tag") ?? "usage",
    known,
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined))
  }
}

const views: Readonly<Record<string, (fields: Fields) => Partial<ErrorView>>> = {
  UnknownPipeline: pipelineView,
  UnknownNode: nodeView,
  UnknownParameter: parameterView,
  InvalidParameters: parametersView,
  RequestUnwanted: () => ({ tag: "invalid-data" }),
  UsageError: usageView,
  WordUnknown: (fields) => ({ ...usageView(fields), tag: "unknown-word" })
}

/** The view of an error with a tag. */
export const errorView = (error: { readonly _tag: string; readonly message: string }): ErrorView => {
  const fields = error as unknown as Fields
  const hint = text(fields, "hint")
  return {
    tag: kebab(error._tag),
    message: error.message,
    ...(hint === undefined ? {} : { hint }),
    ...views[error._tag]?.(fields)
  }
}

const caretLines = ({ given = "", known = [], word = "" }: ErrorView, style: Style): ReadonlyArray<string> => {
  if (given === "") return []
  const at = given.lastIndexOf(word)
  if (word === "" || at < 0) return [`   ${given}`]
  const suggestion = nearest(word, known)
  const meant = suggestion === undefined ? "" : ` did you mean "${suggestion}"?`
  const indent = " ".repeat(displayWidth(given.slice(0, at)))
  return [`   ${given}`, `   ${indent}${style.bad("^".repeat(displayWidth(word)))}${meant}`]
}

const hintLines = (hint: string | undefined, style: Style): ReadonlyArray<string> =>
  hint === undefined
    ? []
    : hint.split("\n").map((line, i) => i === 0 ? `   ${style.quiet("hint:")} ${line}` : `         ${line}`)

/** An error as lines for stderr. */
export const errorLines = (view: ErrorView, style: Style): ReadonlyArray<string> => [
  ...messageLines(`${style.bad(`error[${view.tag}]`)}: ${view.message}`),
  ...caretLines(view, style),
  ...hintLines(view.hint, style)
]
