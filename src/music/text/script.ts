/** Which writing system a letter belongs to. */

/** Writing systems told apart; Japanese and Chinese share Han, so the three of East Asia other than Korean are one. */
export const scripts = [
  "Latin",
  "Bengali",
  "Devanagari",
  "Cyrillic",
  "Greek",
  "Arabic",
  "Hebrew",
  "Han",
  "Hangul",
  "Thai",
  "Tamil",
  "Telugu",
  "Gujarati",
  "Gurmukhi"
] as const
/** One of `scripts`. */
export type Script = typeof scripts[number]

const patterns: ReadonlyArray<readonly [Script, RegExp]> = scripts.map((script) => [
  script,
  script === "Han"
    ? /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu
    : new RegExp(`\\p{Script=${script}}`, "gu")
])

/**
 * Letters and marks of `text` per script, most frequent script first; scripts that do not occur are left out.
 *
 * @example
 * ```ts
 * import { countScripts } from "partita/text"
 * countScripts("amar সোনার") // → [["Bengali", 5], ["Latin", 4]]
 * ```
 */
export const countScripts = (text: string): ReadonlyArray<readonly [script: Script, letters: number]> =>
  patterns.map(([script, pattern]) => [script, text.match(pattern)?.length ?? 0] as const)
    .filter(([, letters]) => letters > 0)
    .sort((a, b) => b[1] - a[1])

const scriptOfLanguage: Readonly<Record<string, Script>> = {
  ar: "Arabic",
  as: "Bengali",
  bg: "Cyrillic",
  bn: "Bengali",
  el: "Greek",
  fa: "Arabic",
  gu: "Gujarati",
  he: "Hebrew",
  hi: "Devanagari",
  ja: "Han",
  ko: "Hangul",
  mr: "Devanagari",
  ne: "Devanagari",
  pa: "Gurmukhi",
  ru: "Cyrillic",
  ta: "Tamil",
  te: "Telugu",
  th: "Thai",
  uk: "Cyrillic",
  ur: "Arabic",
  zh: "Han"
}

/**
 * The script a language (ISO 639-1, region ignored) is written in; Latin where nothing else is known.
 *
 * @example
 * ```ts
 * import { scriptOf } from "partita/text"
 * scriptOf("bn") // → "Bengali"
 * scriptOf("pt-BR") // → "Latin"
 * ```
 */
export const scriptOf = (language: string): Script => scriptOfLanguage[language.split("-")[0]!.toLowerCase()] ?? "Latin"
