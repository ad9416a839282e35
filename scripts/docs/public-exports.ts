/** What the package hands out, read from the indices: every name with the file and the doc comment it has there. */
import * as fs from "node:fs"
import * as path from "node:path"
import { entries } from "./entries.ts"

const root = path.join(import.meta.dirname, "../..")

/** `name` as a user writes it, such as "Node.make"; `doc` is the comment's text without its stars, "" where none is. */
export interface PublicExport {
  readonly entry: string
  readonly name: string
  readonly file: string
  readonly isType: boolean
  readonly doc: string
}

const read = (file: string): string => fs.readFileSync(path.join(root, file), "utf8")
const beside = (file: string, specifier: string): string => path.posix.join(path.posix.dirname(file), specifier)

/** The comment that ends right before `at`. */
export const commentBefore = (text: string, at: number): string => {
  const comment = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*$/.exec(text.slice(0, at))?.[1] ?? ""
  return comment.split("\n").map((line) => line.replace(/^\s*\* ?/, "")).join("\n").trim()
}

/** A node is the one thing its file holds, so that the file's header is said of it. */
const headerOf = (file: string, text: string): string => {
  const header = /^\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n/.exec(text)
  return file.startsWith("nodes/") && header !== null ? commentBefore(text, header[0].length) : ""
}

const declaration =
  /^export (?:declare )?(const|function\*?|async function\*?|class|abstract class|interface|type) (\w+)/gm
const list = /^export (type )?\{([^}]*)\} from "(\.[^"]+)"/gm
const star = /^export (?:type )?\* (?:as (\w+) )?from "(\.[^"]+)"/gm

/** Exports of a file, those it passes on included. A name declared twice, as value and type or by overloads, is one value. */
const exportsOf = (file: string): ReadonlyArray<Omit<PublicExport, "entry">> => {
  const text = read(file)
  const own = [...text.matchAll(declaration)].map((match) => ({
    name: match[2]!,
    file,
    isType: match[1] === "interface" || match[1] === "type",
    doc: [headerOf(file, text), commentBefore(text, match.index)].filter((words) => words !== "").join("\n\n")
  }))
  const listed = [...text.matchAll(list)].flatMap(([, type, names, specifier]) => {
    const there = exportsOf(beside(file, specifier!))
    return names!.split(",").map((name) => name.trim()).filter((name) => name !== "").flatMap((item) => {
      const [, isType, from, as] = /^(type )?(\w+)(?: as (\w+))?$/.exec(item)!
      const found = there.filter(({ name }) => name === from)
      if (found.length === 0) throw new Error(`${file} hands out ${from}, which ${specifier} does not have`)
      return found.map((one) => ({ ...one, name: as ?? one.name, isType: one.isType || Boolean(type ?? isType) }))
    })
  })
  const starred = [...text.matchAll(star)].flatMap(([, space, specifier]) =>
    exportsOf(beside(file, specifier!)).map((one) => ({
      ...one,
      name: space === undefined ? one.name : `${space}.${one.name}`
    }))
  )
  const all = [...own, ...listed, ...starred]
  const isFirst = (one: typeof all[number]) => one === all.find(({ isType, name }) => name === one.name && !isType)
  return all.filter((one) =>
    isFirst(one) || (one.isType && !all.some(({ isType, name }) => name === one.name && !isType))
  )
}

/** All of them, entry by entry. */
export const publicExports: ReadonlyArray<PublicExport> = Object.entries(entries).flatMap(([entry, file]) =>
  exportsOf(file).map((one) => ({ entry, ...one }))
)

/** The code blocks of a doc comment's examples. */
export const examplesOf = (doc: string): ReadonlyArray<string> =>
  [...doc.matchAll(/@example\s+```ts\n([\s\S]*?)```/g)].map((match) => match[1]!)
