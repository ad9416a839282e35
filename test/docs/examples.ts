/** The examples of doc comments as files: to be type-checked as they are, and to be run with their values recorded. */
import * as fs from "node:fs"
import * as path from "node:path"
import { entries } from "../../scripts/docs/entries.ts"
import { examplesOf, type PublicExport } from "../../scripts/docs/public-exports.ts"

const root = path.join(import.meta.dirname, "../..")

/** One example; `id` is its file's name without the extension. */
export interface Example {
  readonly id: string
  readonly code: string
}

/** The examples of exports, each once, however many entries hand the export out. */
export const examplesIn = (exports: ReadonlyArray<PublicExport>): ReadonlyArray<Example> => {
  const byPlace = new Map(exports.map((one) => [`${one.file}:${one.name}`, one]))
  return [...byPlace.values()].flatMap(({ doc, entry, name }) =>
    examplesOf(doc).map((code, i) => ({
      id: `${entry.replaceAll("/", ".")}.${name}${i === 0 ? "" : `.${i + 1}`}`,
      code
    }))
  )
}

/** What examples import beside partita is found as a project would find it. */
const installIn = (folder: string): void => {
  fs.symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"))
  fs.writeFileSync(path.join(folder, "package.json"), JSON.stringify({ type: "module" }))
}

/** What an example may import: the entries, and the rows that nodes agree on, which have a page of no reference. */
const importable: Readonly<Record<string, string>> = { ...entries, "partita/rows": "nodes/row/index.ts" }

/** Writes the examples with a tsconfig that finds the package's entries in its sources. */
export const writeToCheck = (folder: string, examples: ReadonlyArray<Example>): void => {
  for (const { code, id } of examples) fs.writeFileSync(path.join(folder, `${id}.ts`), code)
  const paths = Object.fromEntries(Object.entries(importable).map(([entry, file]) => [entry, [path.join(root, file)]]))
  const compilerOptions = {
    paths,
    moduleDetection: "force",
    noUnusedLocals: false
  }
  const config = {
    extends: path.join(root, "tsconfig.json"),
    compilerOptions,
    include: [],
    files: examples.map(({ id }) => `${id}.ts`)
  }
  fs.writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify(config))
  installIn(folder)
}

/** An example whose lines `expression // → value`, or value on a line below, hand both to `$check(line, found, expected)`. */
const recorded = (code: string): string =>
  code.replace(/\n(\/\/ → )/g, " $1").split("\n").map((line, i) => {
    const [, expression, expected] = /^(.*\S) \/\/ → (.*)$/.exec(line) ?? []
    return expression === undefined ? line : `;$check(${i + 1}, ${expression}, (${expected}))`
  }).join("\n")

/** Writes the examples with imports that Node can follow, and a program `main.ts` that runs them all. */
export const writeToRun = (folder: string, examples: ReadonlyArray<Example>): void => {
  const local = (code: string) =>
    code.replace(/ from "(partita[^"]*)"/g, (whole, entry: string) => {
      const file = importable[entry]
      return file === undefined ? whole : ` from ${JSON.stringify(path.join(root, file))}`
    })
  for (const { code, id } of examples) {
    fs.writeFileSync(
      path.join(folder, `${id}.ts`),
      `const $check = globalThis.$checks(${JSON.stringify(id)})\n${local(recorded(code))}`
    )
  }
  installIn(folder)
  fs.writeFileSync(path.join(folder, "ids.json"), JSON.stringify(examples.map(({ id }) => id)))
}
