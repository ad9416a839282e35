/** Words of dvc.yaml that mean themselves: to YAML, to DVC's `${…}` and to the shell that DVC starts. */
import { parse } from "yaml"

const width = 140

/** A word as it is inside a template: `${` would begin an expression. */
export const untemplated = (word: string): string => word.replaceAll("${", "\\${")

/** A word as one word of a command line of DVC's. */
export const shellWord = (word: string): string =>
  untemplated(/^[\p{L}\p{N}_@%+=:,./-]+$/u.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)

const isPlain = (text: string): boolean => {
  if (!/^[\p{L}\p{N}_./~-][\p{L}\p{N}_./ @~-]*$/u.test(text) || /^[-.~ ]|[ ]$/.test(text.replace(/^\.{1,2}\//, "x"))) {
    return false
  }
  return parse(text) === text && !/^(?:y|n|yes|no|on|off)$/i.test(text) // as YAML 1.1 reads them
}

/** A text as a scalar of YAML, inside brackets too. JSON's spelling is YAML's where more than letters is in it. */
export const scalar = (text: string): string =>
  isPlain(text) ?
    text :
    JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, (character) =>
      `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`)

/** A word, a list or a map of YAML's on one line, kept in pieces so that a long one can be broken between them. */
export type Flow = ReadonlyArray<string>

const joined = (parts: ReadonlyArray<Flow>, [open, close]: readonly [string, string]): Flow => {
  const pieces = parts.flatMap((part, i) => i === parts.length - 1 ? part : [...part.slice(0, -1), `${part.at(-1)!},`])
  if (pieces.length === 0) return [`${open.trim()}${close.trim()}`]
  const opened = [`${open}${pieces[0]!}`, ...pieces.slice(1)]
  return [...opened.slice(0, -1), `${opened.at(-1)!}${close}`]
}

/** A list of texts. */
export const flowList = (texts: ReadonlyArray<string>): Flow => joined(texts.map((text) => [scalar(text)]), ["[", "]"])

/** A map of flows by name. */
export const flowMap = (fields: ReadonlyArray<readonly [name: string, value: Flow]>): Flow =>
  joined(fields.map(([name, [first = "", ...rest]]) => [`${scalar(name)}: ${first}`, ...rest]), ["{ ", " }"])

/** A flow behind what stands before it, as much on a line as fits. */
export const laidOut = (before: string, flow: Flow): ReadonlyArray<string> => {
  const indent = `${/^ */.exec(before)![0]}  `
  const lines: Array<string> = []
  let line = before
  for (const [i, piece] of flow.entries()) {
    if (i > 0 && line.length + piece.length + 1 > width) {
      lines.push(line)
      line = `${indent}${piece}`
    } else line += ` ${piece}`
  }
  return [...lines, line]
}
