import * as fs from "node:fs"
import * as path from "node:path"
import { describe, expect, it } from "vitest"
import { apiPages } from "../../scripts/docs/api.ts"
import { cliPage } from "../../scripts/docs/cli.ts"

const root = path.join(import.meta.dirname, "../..")
const read = (file: string) => fs.readFileSync(path.join(root, file), "utf8")

describe("pages written from the code", () => {
  it("docs/api is what npm run docs writes now", () => {
    const pages = apiPages()

    expect(fs.readdirSync(path.join(root, "docs/api")).sort()).toEqual([...pages.keys()].sort())
    for (const [file, text] of pages) expect(read(`docs/api/${file}`), `${file} is old: npm run docs`).toBe(text)
  })

  it("docs/cli.md is what npm run docs writes now", async () => {
    expect(await cliPage(), "docs/cli.md is old: npm run docs").toBe(read("docs/cli.md"))
  })
})

describe("docs/cli.md", () => {
  const page = read("docs/cli.md")
  const sources = fs.readdirSync(path.join(root, "src/app/cli"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts")).map((file) => read(`src/app/cli/${file}`))

  it("names every variable of the environment that the command line reads", () => {
    const names = sources.flatMap((text) => [...text.matchAll(/nvironment\["(\w+)"\]|process\.env\["(\w+)"\]/g)])
      .map((match) => match[1] ?? match[2]!)

    expect(names).toContain("CI")
    expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([])
  })

  it("has a section for every file of a verb, with its usage", () => {
    const verbs = fs.readdirSync(path.join(root, "src/app/cli/verb")).map((file) =>
      path.parse(file).name.replace("-", " ")
    )

    expect(verbs.filter((verb) => !page.includes(`pipeline ${verb}\n`) || !page.includes(`  pipeline ${verb} `)))
      .toEqual([])
  })

  it("names the exit codes that a command can end with", () => {
    const named = [...page.matchAll(/^\| (\d+) \|/gm)].map((match) => Number(match[1]))
    const used = sources.flatMap((
      text
    ) => [...text.matchAll(/(?:errorExitCode\] = |\bcode: |failed: |usage: |bug: |interrupted: )(\d+)/g)])
      .map((match) => Number(match[1]))

    expect(used).toEqual(expect.arrayContaining([1, 2, 3, 70, 130]))
    expect(used.filter((code) => !named.includes(code))).toEqual([])
  })
})
