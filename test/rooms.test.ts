import * as fs from "node:fs"
import * as path from "node:path"
import { describe, expect, it } from "vitest"
import type { AnyDefinition } from "../src/dataflow/dsl/node.ts"

const root = path.join(import.meta.dirname, "..")
const filesOf = (folder: string): ReadonlyArray<string> =>
  fs.readdirSync(path.join(root, folder)).filter((name) => name.endsWith(".ts")).sort()
const foldersOf = (folder: string): ReadonlyArray<string> =>
  fs.readdirSync(path.join(root, folder), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(
    (entry) => `${folder}/${entry.name}`
  ).sort()
const textOf = (file: string): string => fs.readFileSync(path.join(root, file), "utf8")
const firstLineOf = (file: string): string => textOf(file).split("\n")[0]!

const rooms = foldersOf("nodes").filter((folder) => folder !== "nodes/row")

/** Names of the values of a module that are nodes. */
const nodesIn = async (file: string): Promise<ReadonlyArray<string>> => {
  const exported = await import(path.join(root, file)) as Readonly<Record<string, unknown>>
  return Object.entries(exported).filter(([, value]) =>
    typeof value === "function" && "definition" in value && (value.definition as AnyDefinition)["~node"]
  ).map(([name]) => name)
}

/** What a file imports from the rooms of nodes/, with the names it takes. */
const takenFromRooms = (file: string): ReadonlyArray<{ readonly names: string; readonly target: string }> =>
  [...textOf(file).matchAll(/(?:import|export) (?:type )?([^"';]*?) from "(\.[^"]+)"/g)].map(([, names, target]) => ({
    names: names!,
    target: path.posix.normalize(path.posix.join(path.posix.dirname(file), target!))
  })).filter(({ target }) => /^nodes\/(?!row\/)/.test(target))

const everyFile = (folder: string): ReadonlyArray<string> =>
  fs.readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"))
    .map((file) => `${folder}/${file.split(path.sep).join("/")}`)

describe("a room of nodes", () => {
  it.each(foldersOf("nodes"))("%s says in its first line what it is for", (room) => {
    expect(firstLineOf(`${room}/index.ts`)).toMatch(/^\/\*\* .+\. \*\/$/)
  })

  it.each(rooms)("%s holds one node per file and nothing else, and hands on all of them", async (room) => {
    const files = filesOf(room).filter((name) => name !== "index.ts")

    const found = await Promise.all(files.map(async (name) => [name, await nodesIn(`${room}/${name}`)] as const))

    expect(found.filter(([, nodes]) => nodes.length !== 1)).toEqual([])
    expect(Object.keys(await import(path.join(root, room, "index.ts")) as object).toSorted()).toEqual(
      found.flatMap(([, nodes]) => nodes).toSorted()
    )
  }, 60_000)

  it("may rely on nodes/row, whose index hands on all that nodes agree on", () => {
    const handedOn = textOf("nodes/row/index.ts").split("\n").filter((line) => line.startsWith("export"))

    expect(handedOn).toEqual(
      filesOf("nodes/row").filter((name) => name !== "index.ts").map((name) => `export * from "./${name}"`)
    )
  })

  it("gives other files its nodes alone", async () => {
    const taken = ["nodes", "pipelines", "src"].flatMap(everyFile).filter((file) =>
      !/^nodes\/\w+\/index\.ts$/.test(file)
    )
      .flatMap((file) => takenFromRooms(file).map(({ names, target }) => ({ file, names, target })))

    const beside = await Promise.all(taken.map(async ({ file, names, target }) => {
      const nodes = await nodesIn(target)
      const asked = names.replace(/[{}]/g, "").split(",").map((name) => name.trim().split(" as ")[0]!.trim())
      return asked.filter((name) => name !== "" && !nodes.includes(name)).map((name) => `${file} takes ${name}`)
    }))

    expect(beside.flat()).toEqual([])
  }, 60_000)
})

describe("a folder of pipelines", () => {
  it.each(["pipelines", ...foldersOf("pipelines")])(
    "%s says in the first line of its first file what it is for",
    (folder) => {
      expect(firstLineOf(`${folder}/${filesOf(folder)[0]!}`)).toMatch(new RegExp(`^// ${folder}/: .+\\.$`))
    }
  )
})
