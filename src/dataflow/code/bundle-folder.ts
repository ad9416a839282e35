/** Folders of compiled modules, each named after what it holds, so that one that was altered is known by its name. */
import * as fs from "node:fs"
import * as path from "node:path"
import { canonicalJson } from "../../format/canonical-json.ts"
import { digestOf } from "../../format/digest.ts"
import type { BundledFile } from "./bundle.ts"
import type { Project } from "./project.ts"

/** Without it Node looks upwards for one, finds none, and reads every file twice to see what it is. */
const manifest: BundledFile = { name: "package.json", contents: new TextEncoder().encode(`{ "type": "module" }\n`) }

const nameOf = (files: ReadonlyArray<BundledFile>): string => {
  const digests = files.map(({ contents, name }): readonly [string, string] => [name, digestOf(contents)])
  return digestOf(canonicalJson(digests.sort(([a], [b]) => a < b ? -1 : 1))).slice(0, 24)
}

const filesIn = (folder: string): ReadonlyArray<BundledFile> =>
  fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile()).map((each) => {
    const file = path.join(each.parentPath, each.name)
    return { name: path.relative(folder, file), contents: fs.readFileSync(file) }
  })

/** Whether a folder of compiled modules is there, and holds what its name says. */
export const isSoundBundle = ({ bundleRoot }: Project, name: string): boolean => {
  const folder = path.join(bundleRoot, name)
  return fs.existsSync(folder) && nameOf(filesIn(folder)) === name
}

/** Writes compiled modules to a folder that is named after their content, and returns its name. A damaged one is replaced. */
export const writeBundle = (project: Project, modules: ReadonlyArray<BundledFile>): string => {
  const files = [manifest, ...modules]
  const name = nameOf(files)
  const folder = path.join(project.bundleRoot, name)
  if (isSoundBundle(project, name)) return name
  const staging = `${folder}.${crypto.randomUUID()}`
  for (const { contents, name: file } of files) {
    const staged = path.join(staging, file)
    fs.mkdirSync(path.dirname(staged), { recursive: true })
    fs.writeFileSync(staged, contents)
  }
  if (!isSoundBundle(project, name)) fs.rmSync(folder, { recursive: true, force: true })
  try {
    fs.renameSync(staging, folder)
  } catch (cause) {
    // another process compiled the same code first; its files are the same bytes
    if (!fs.existsSync(folder)) throw cause
    fs.rmSync(staging, { recursive: true })
  }
  return name
}
