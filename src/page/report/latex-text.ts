/** Text from outside as LaTeX sets it: nothing in it is a command, whatever it says. */
import { visible } from "../../format/visible.ts"
import { scriptOf } from "./latex-scripts.ts"

/** ASCII that means something to TeX, and what stands for it. */
const marks: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  "$": "\\$",
  "&": "\\&",
  "#": "\\#",
  "%": "\\%",
  "_": "\\_",
  "^": "\\textasciicircum{}",
  "~": "\\textasciitilde{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
  "\"": "\\textquotedbl{}",
  "`": "\\textasciigrave{}",
  "[": "{[}", // an option, after the end of a row
  "]": "{]}",
  "*": "{*}"
}

const math = (command: string): string => `\\ensuremath{${command}}`

/** Signs that no engine's text font is sure to hold. */
const signs: Readonly<Record<string, string>> = {
  "\u00a0": "~",
  "\u200b": "\\allowbreak{}",
  "\u2009": "\\,",
  "\u202f": "\\,",
  "−": math("-"),
  "±": math("\\pm"),
  "×": math("\\times"),
  "·": math("\\cdot"),
  "≤": math("\\leq"),
  "≥": math("\\geq"),
  "≈": math("\\approx"),
  "≠": math("\\neq"),
  "∞": math("\\infty"),
  "→": math("\\rightarrow"),
  "²": math("^2"),
  "³": math("^3"),
  "…": "\\ldots{}"
}

const greek =
  "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi - pi rho - sigma tau upsilon phi " +
  "chi psi omega"
const greekSigns = new Map(
  greek.split(" ").flatMap((name, i) =>
    name === "-" ? [] : [[String.fromCodePoint(0x3b1 + i), math(`\\${name}`)] as const]
  )
)

/** Latin letters and marks that the T1 fonts hold, which pdfLaTeX reads as they are. */
const inT1 =
  /^[\u00a1-\u00ac\u00ae-\u0125\u0128-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u0165\u0168-\u017e\u0218-\u021b]$|^[–—‘’‚“”„†‡•‰‹›€]$/

const setAs = (character: string): string | undefined => {
  if (character < "\u0080") return marks[character] ?? character
  return signs[character] ?? greekSigns.get(character) ?? (inT1.test(character) ? character : undefined)
}

const longest = 40 // letters of a word that a line is sure to hold
const breakEvery = 20

/** Words that no line holds, with places to break. */
const breakable = (text: string): string =>
  text.replace(new RegExp(`\\S{${longest},}`, "gu"), (word) => {
    const letters = Array.from(word)
    return letters.map((letter, i) => i > 0 && i % breakEvery === 0 ? `\u200b${letter}` : letter).join("")
  })

/** Marks that join letters or turn their order: they belong to the letters of a script, and mean nothing elsewhere. */
const isJoiner = (character: string): boolean => /[\p{Cf}\p{M}]/u.test(character)

/** Marks that would melt into one with their like: two hyphens are a dash. */
const apart = (text: string): string => text.replace(/([-',])(?=\1)/g, "$1{}")

/**
 * The text, every character of it set as itself. Runs of letters that T1 fonts lack become `\script{Bengali}{…}`, which
 * latex-preamble.ts explains to each engine; control characters are spelled out, and marks without letters dropped.
 *
 * @example
 * ```ts
 * latexText("50 % & \\input{x}") // "50 \\% \\& \\textbackslash{}input\\{x\\}"
 * ```
 */
export const latexText = (text: string): string => {
  const parts: Array<string> = []
  let run: { readonly script: string; letters: string; spaces: string } | undefined
  const close = () => {
    if (run !== undefined) parts.push(`\\script{${run.script}}{${run.letters}}${run.spaces}`)
    run = undefined
  }
  for (const character of breakable(visible(text).normalize("NFC"))) {
    if (isJoiner(character) && signs[character] === undefined) {
      if (run !== undefined) run.letters += character
      continue
    }
    if (character === " " && run !== undefined) {
      run.spaces += character
      continue
    }
    const known = setAs(character)
    const script = known === undefined ? scriptOf(character) : undefined
    if (run?.script !== script) close()
    if (script === undefined) parts.push(known!)
    else if (run === undefined) run = { script, letters: character, spaces: "" }
    else run = { script, letters: `${run.letters}${run.spaces}${character}`, spaces: "" }
  }
  close()
  return apart(parts.join(""))
}

/** The same of words of a program: straight quotes, and every space kept. */
export const latexCode = (text: string): string =>
  latexText(text).replaceAll("'", "\\textquotesingle{}").replaceAll(/ {2,}/g, (spaces) => "\\ ".repeat(spaces.length))
