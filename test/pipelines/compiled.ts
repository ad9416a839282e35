/** The code of the real pipelines, compiled once for all tests that run them on stores of their own. */
import * as fs from "node:fs"
import * as path from "node:path"

const rig = path.join(import.meta.dirname, "..", ".rig")
const kept = path.join(rig, "compiled")

const filesIn = (folder: string): ReadonlyArray<string> =>
  fs.existsSync(folder)
    ? fs.readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => fs.statSync(path.join(folder, file)).isFile())
    : []

/** Parts of code, most of what there is, are named by their digest, and written once. */
const isWrittenOnce = (file: string): boolean => /^parts\/[0-9a-f]{64}\b/.test(file)

/** Copies what the other folder lacks, each file at once: several tests may do so at a time. */
const copyMissing = (from: string, to: string): void => {
  for (const file of filesIn(from)) {
    const target = path.join(to, file)
    const isThere = fs.existsSync(target)
    if (isThere && isWrittenOnce(file)) continue
    const text = fs.readFileSync(path.join(from, file))
    if (isThere && fs.readFileSync(target).equals(text)) continue
    const draft = path.join(rig, crypto.randomUUID())
    fs.mkdirSync(path.dirname(target), { recursive: true })
    fs.writeFileSync(draft, text)
    fs.renameSync(draft, target)
  }
}

/** Loads with what was compiled before in the store's `code` folder, which the engine takes only where it is current. */
export const withCompiled = async <A>(cacheRoot: string, load: () => Promise<A>): Promise<A> => {
  const code = path.join(cacheRoot, "code")
  if (!fs.existsSync(code)) copyMissing(kept, code)
  const loaded = await load()
  copyMissing(code, kept)
  return loaded
}
