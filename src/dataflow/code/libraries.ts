/**
 * effect as compiled pipelines import it: compiled once for all that use the same modules of it, as to read it is most of
 * what compiling a pipeline takes, and loaded once by a process that runs several.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { canonicalJson } from "../../format/canonical-json.ts"
import { digestOf } from "../../format/digest.ts"
import { fieldsOf, isFinite, isText, listOf, structOf } from "../store/shape.ts"
import type { Store } from "../store/store.ts"
import { isSoundBundle, writeBundle } from "./bundle-folder.ts"
import { besides, type BundledFile, bundleLibraries, bundlerVersion, type LibraryModule, type ToRun } from "./bundle.ts"
import type { Framework } from "./framework.ts"
import { packageFolder } from "./packages.ts"
import type { Project } from "./project.ts"
import { packageName } from "./specifier.ts"

/** Where they lie below the project's bundles, and size and modification time of each file that they were made of. */
interface Libraries {
  readonly folder: string
  readonly inputs: Readonly<Record<string, ReadonlyArray<number>>>
}

const isLibraries = structOf<Libraries>({ folder: isText, inputs: fieldsOf(listOf(isFinite)) })

const stampOf = (file: string): ReadonlyArray<number> => {
  const stat = fs.statSync(file, { throwIfNoEntry: false })
  return stat === undefined ? [] : [stat.size, stat.mtimeMs]
}

/** Packages of the framework are those that it sees itself, so that nodes and it share one copy; others are the project's. */
const moduleAt = (root: string, framework: Framework) => (specifier: string): LibraryModule => {
  const name = packageName(specifier)
  const isItsOwn = packageFolder(path.dirname(path.join(root, framework.serve)), name) !== undefined
  return { specifier, from: isItsOwn ? framework.serve : "package.json" }
}

/**
 * The folder with these modules of effect, by its name below the project's bundles; compiled where there is none yet, or
 * where a file of theirs has changed.
 */
export const librariesFor = async (
  project: Project,
  store: Store,
  { framework, specifiers }: { readonly framework: Framework; readonly specifiers: ReadonlyArray<string> }
): Promise<string> => {
  const modules = specifiers.map(moduleAt(project.root, framework))
  const home = packageFolder(path.dirname(path.join(project.root, framework.serve)), "effect") ?? project.root
  const name = `libraries-${digestOf(canonicalJson([await bundlerVersion(), home, specifiers])).slice(0, 24)}.json`
  const at = path.join(project.bundleRoot, name)
  const known = store.outside.read(name, isLibraries, at)
  const isCurrent = known !== undefined && isSoundBundle(project, known.folder) &&
    Object.entries(known.inputs).every(([file, stamp]) => canonicalJson(stampOf(file)) === canonicalJson(stamp))
  if (isCurrent) return known.folder
  const { files, inputs } = await bundleLibraries(project.root, modules)
  const folder = writeBundle(project, files)
  const found: Libraries = { folder, inputs: Object.fromEntries(inputs.map((file) => [file, stampOf(file)])) }
  store.outside.spare("compiled libraries", () => store.outside.write(name, found, { fsync: false }, at))
  return folder
}

/** The files of a bundle to run once its libraries lie in `folder`, relative to it. */
export const withLibraries = ({ files, libraries }: ToRun, folder: string): ReadonlyArray<BundledFile> => {
  const placed = new Map(libraries.map((each) => [`"${besides}${each}"`, JSON.stringify(`${folder}/${each}.js`)]))
  return files.map(({ contents, name }) => {
    const text = new TextDecoder().decode(contents)
    if (!text.includes(besides)) return { name, contents }
    const found = text.replaceAll(new RegExp(`"${besides}[^"]*"`, "g"), (each) => placed.get(each) ?? each)
    return { name, contents: new TextEncoder().encode(found) }
  })
}
