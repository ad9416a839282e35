/** Texts that people, tags and files do hold, and that terminals, pages, charts and spreadsheets take for something else. */

/** Every text, and what of it a reader must still see wherever it is shown. */
export const nasty: ReadonlyArray<readonly [text: string, legible: string]> = [
  ["red \u001b[31malert\u001b[0m", "red"],
  ["title \u001b]0;owned\u0007 bell", "owned"],
  ["two\nlines", "lines"],
  ["carriage\rreturn\tand tab", "return"],
  ["C1 \u009b31m and \u0085", "31m"],
  ["song\u202egpj.exe", "gpj.exe"],
  ["isolate\u2066d\u2069", "isolate"],
  ["separated\u2028line\u2029paragraph", "paragraph"],
  ["delete\u007f null\u0000", "null"],
  ["half \ud83d pair", "pair"],
  ["constructor", "constructor"],
  ["__proto__", "__proto__"],
  ["toString", "toString"],
  ["hasOwnProperty", "hasOwnProperty"],
  ["", ""],
  ["a.b[c]\\d", "a"],
  ["</script><script>alert(1)</script>", "alert"],
  ["\"quotes\" & 'more' <b>", "quotes"],
  ["| pipe | `code` *star* [link](x)", "pipe"],
  ["=HYPERLINK(\"http://example.org\")", "HYPERLINK"],
  ["@SUM(1+1)*cmd|' /C calc'!A0", "SUM"],
  ["-2+3", "2"],
  ["রবীন্দ্রসঙ্গীত", "রবীন্দ্রসঙ্গীত"]
]

/** The texts alone. */
export const nastyTexts: ReadonlyArray<string> = nasty.map(([text]) => text)

// C0 but tab and line feed, which layouts of ours may hold, DEL, C1, separators, what turns the direction, half pairs
const raw = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u // oxlint-disable-line no-control-regex

/** The first control character of an output with what stands around it; undefined where there is none. */
export const controlIn = (output: string): string | undefined => {
  const at = raw.exec(output)?.index
  return at === undefined ? undefined : JSON.stringify(output.slice(Math.max(0, at - 20), at + 20))
}

/** Texts whose legible part an output lacks. */
export const illegible = (output: string): ReadonlyArray<string> =>
  nasty.filter(([, legible]) => !output.includes(legible)).map(([text]) => text)
