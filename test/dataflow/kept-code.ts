/**
 * The code of projects that hold the same files, compiled once for all of them: the engine takes what it finds only where
 * that is current. Nothing is kept of files that may say where they lie.
 */
import { createHash } from "node:crypto"
import * as fs from "node:fs"
import * as path from "node:path"

type Files = ReadonlyMap<string, Buffer>

const compiled = new Map<string, Files>()

const filesBelow = (folder: string): Files =>
  new Map(
    (fs.existsSync(folder) ? fs.readdirSync(folder, { recursive: true, withFileTypes: true }) : []).filter((each) =>
      each.isFile()
    ).map((each) => {
      const file = path.join(each.parentPath, each.name)
      return [path.relative(folder, file), fs.readFileSync(file)] as const
    })
  )

/** Digest of a project's own files; undefined where one is more than code, or may say its place. */
const nameOf = (root: string): string | undefined => {
  const hash = createHash("sha256")
  for (const each of fs.readdirSync(root).sort()) {
    if (each === "cache" || each === "artifacts") continue
    if (each !== "nodes" && each !== "pipelines") return undefined
    const entries = fs.readdirSync(path.join(root, each), { recursive: true, withFileTypes: true })
    if (!entries.every((entry) => entry.isFile() || entry.isDirectory())) return undefined
    for (const [file, text] of filesBelow(path.join(root, each))) {
      if (/import\.meta|createRequire|import\(/.test(text.toString())) return undefined
      hash.update(`${each}/${file} ${text.length}\n`).update(text)
    }
  }
  return hash.digest("hex")
}

/** Lends a project that has none the code of another of the same files, and says by what name to keep what it then has. */
export const lendCode = (root: string): string | undefined => {
  const folder = path.join(root, "cache", "code")
  const name = fs.existsSync(path.join(root, "cache")) ? undefined : nameOf(root)
  for (const [file, text] of compiled.get(name ?? "") ?? []) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    fs.writeFileSync(path.join(folder, file), text)
  }
  return name
}

/** Keeps the code of a project under that name, unless there is some. */
export const keepCode = (root: string, name: string | undefined): void => {
  if (name === undefined || compiled.has(name)) return
  if (nameOf(root) === name) compiled.set(name, filesBelow(path.join(root, "cache", "code")))
}
