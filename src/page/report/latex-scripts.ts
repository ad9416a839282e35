/** Scripts that LaTeX's usual fonts lack, and fonts that have them: the first of each that is installed is taken. */

/** A script by its Unicode name; `isRightToLeft` where it is read from the right. */
export interface LatexScript {
  readonly name: string
  readonly fonts: ReadonlyArray<string>
  readonly isRightToLeft?: boolean
}

const noto = (script: string): ReadonlyArray<string> => [`Noto Serif ${script}`, `Noto Sans ${script}`]
const eastAsian = ["Noto Serif CJK JP", "Noto Sans CJK JP", "FandolSong-Regular", "Source Han Serif"]

/** Scripts in the order of Unicode's blocks; what is in none of them is a sign. */
export const latexScripts: ReadonlyArray<LatexScript> = [
  { name: "Latin", fonts: ["Noto Serif", "DejaVu Serif"] },
  { name: "Greek", fonts: ["Noto Serif", "DejaVu Serif"] },
  { name: "Cyrillic", fonts: ["Noto Serif", "DejaVu Serif"] },
  { name: "Armenian", fonts: noto("Armenian") },
  { name: "Hebrew", fonts: noto("Hebrew"), isRightToLeft: true },
  { name: "Arabic", fonts: ["Noto Naskh Arabic", "Noto Sans Arabic", "Amiri"], isRightToLeft: true },
  { name: "Devanagari", fonts: noto("Devanagari") },
  { name: "Bengali", fonts: noto("Bengali") },
  { name: "Gurmukhi", fonts: noto("Gurmukhi") },
  { name: "Gujarati", fonts: noto("Gujarati") },
  { name: "Tamil", fonts: noto("Tamil") },
  { name: "Telugu", fonts: noto("Telugu") },
  { name: "Kannada", fonts: noto("Kannada") },
  { name: "Malayalam", fonts: noto("Malayalam") },
  { name: "Sinhala", fonts: noto("Sinhala") },
  { name: "Thai", fonts: noto("Thai") },
  { name: "Georgian", fonts: noto("Georgian") },
  { name: "Ethiopic", fonts: noto("Ethiopic") },
  { name: "Hangul", fonts: ["Noto Serif CJK KR", "Noto Sans CJK KR"] },
  { name: "Hiragana", fonts: eastAsian },
  { name: "Katakana", fonts: eastAsian },
  { name: "Han", fonts: eastAsian }
]

/** Everything else: emoji, arrows, frames. */
export const signScript: LatexScript = { name: "sign", fonts: ["Noto Sans Symbols2", "Noto Emoji", "DejaVu Sans"] }

const tests = latexScripts.map(({ name }) => ({ name, test: new RegExp(`\\p{Script=${name}}`, "u") }))

/** The name of the script of a character. */
export const scriptOf = (character: string): string =>
  tests.find(({ test }) => test.test(character))?.name ?? signScript.name
