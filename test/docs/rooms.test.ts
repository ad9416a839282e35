import * as fs from "node:fs"
import * as path from "node:path"
import { describe, expect, it } from "vitest"
import { entries } from "../../scripts/docs/entries.ts"

const root = path.join(import.meta.dirname, "../..")
const read = (file: string) => fs.readFileSync(path.join(root, file), "utf8")
const sources = ["src", "nodes", "pipelines"].flatMap((folder) =>
  fs.readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => `${folder}/${file.split(path.sep).join("/")}`)
)
const indices = sources.filter((file) => file.startsWith("src/") && path.posix.basename(file) === "index.ts")

describe("the index of a room", () => {
  it("begins with one sentence that says what the room is for", () => {
    const odd = indices.filter((file) => !/^\/\*\* [A-Z][^\n]{30,}\. \*\/\n/.test(read(file)))

    expect(odd).toEqual([])
  })

  it("is there for every entry of the package that is a room", () => {
    expect(Object.values(entries).filter((file) => !sources.includes(file))).toEqual([])
  })

  it("is imported by other indices alone, so that a node pulls in no more than it calls", () => {
    const through = sources.filter((file) => !indices.includes(file)).flatMap((file) =>
      [...read(file).matchAll(/(?:from |import\()"(\.[^"]*)"/g)]
        .map((match) => path.posix.join(path.posix.dirname(file), match[1]!))
        .filter((target) => indices.includes(target))
        .map((target) => `${file} → ${target}`)
    )

    expect(through).toEqual([])
  })

  it("names what it hands out, one line a file, and holds no code of its own", () => {
    const odd = indices.flatMap((file) =>
      read(file).replace(/\/\*\*[\s\S]*?\*\//g, "").split(/\n(?=export)/).map((line) => line.trim())
        .filter((line) => line !== "" && !/^export (\{[^}]*\}|type \{[^}]*\}|\* (as \w+ )?) ?from "[^"]+"$/.test(line))
        .map((line) => `${file}: ${line}`)
    )

    expect(odd).toEqual([])
  })
})

describe("a room that is entered file by file", () => {
  it("is said to be for something by one of its files, in a header line that begins with Room:", () => {
    const rooms = Map.groupBy(sources.filter((file) => file.startsWith("src/")), (file) => path.posix.dirname(file))
    const silent = [...rooms].filter(([room]) => !indices.includes(`${room}/index.ts`)).flatMap(([room, files]) => {
      const saying = files.filter((file) =>
        /^\/\*\*(?:(?!\*\/)[\s\S])*\n \* Room: [a-z][^\n]{20,}\.\n \*\//.test(read(file))
      )
      return saying.length === 1 ? [] : [`${room}: said by ${saying.length === 0 ? "no file" : saying.join(" and ")}`]
    })

    expect(silent).toEqual([])
  })
})
