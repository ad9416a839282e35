import * as fs from "node:fs"
import * as path from "node:path"
import { describe, expect, it } from "vitest"

const root = path.join(import.meta.dirname, "..", "..")
const read = (file: string) => fs.readFileSync(path.join(root, file), "utf8")
const written = [
  "report/sentences",
  "report/paired",
  "report/discussion",
  "report/ranking-tables",
  "report/key-numbers",
  "report/limits",
  "report/beside-table",
  "chart/forest-legend"
]
const words = written.map((name) => read(`src/page/${name}.ts`)).join("\n")
const rows = read("docs/sentences.md").split("\n").flatMap((line) => {
  const [, sentence, title, file] = /^\| ([^|]+) \| .* \| \[(.+)\]\(\.\.\/(test\/[^)]+\.test\.ts)\) \|$/.exec(line) ??
    []
  return sentence === undefined ? [] : [{ sentence, title: title!, file: file! }]
})

/** What a comparing sentence says, wherever it is written. */
const comparing =
  /\b(ahead|behind|cannot be told|more than (?:the|chance)|no better than|shown to|Lyrics add|reaches|as one of|by chance)\b/

describe("docs/sentences.md", () => {
  it.each(rows)("“$sentence” is said, and fails by a hair in “$title”", ({ file, sentence, title }) => {
    const fixed = sentence.replace(/\(.*\)/, "").split("…").map((part) => part.trim().replace(/^[\d.]+$|[\d.]+$/, ""))
    const longest = fixed.toSorted((a, b) => b.length - a.length)[0]!.trim()

    expect(words).toContain(longest)
    expect(read(file)).toContain(title)
  })

  it("has a row for every comparing word that a sentence of the report can say", () => {
    const said = [...words.matchAll(/[`"]([^`"\n]*)[`"]/g)].map(([, text]) => text!).filter((text) =>
      comparing.test(text)
    )
    const page = rows.map(({ sentence }) => sentence).join("\n")
    const heard = said.flatMap((text) => comparing.exec(text)?.[1] ?? [])

    expect(rows.length).toBeGreaterThanOrEqual(13)
    expect([...new Set(heard)].filter((word) => !page.includes(word))).toEqual([])
  })
})
