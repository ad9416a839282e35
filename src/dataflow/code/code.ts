/**
 * A pipeline's code, compiled and fingerprinted; both are reused while no source file has changed, so that a null run
 * never starts the bundler.
 *
 * Room: what code a node is made of, so that a change of it, and nothing else, makes the node run again.
 */
import type { Metafile } from "esbuild"
import * as fs from "node:fs"
import * as path from "node:path"
import { fileURLToPath } from "node:url"
import { canonicalJson } from "../../format/canonical-json.ts"
import { digestOf } from "../../format/digest.ts"
import { type CodeModule, isCodeModule } from "../dsl/code-module.ts"
import type { AnyDefinition } from "../dsl/definition.ts"
import { exportedNodes } from "../dsl/placement.ts"
import { rememberFingerprint } from "../plan/why.ts"
import { fieldsOf, isDigest, isText, structOf } from "../store/shape.ts"
import type { Store } from "../store/store.ts"
import { type BundledFile, bundleToRun } from "./bundle.ts"
import { type Fingerprint, fingerprintNodes, type NodeLocation } from "./fingerprint.ts"
import { type Compiled, importCompiled } from "./import-compiled.ts"
import type { Lockfile } from "./lockfile.ts"
import type { Project } from "./project.ts"

/**
 * `entry` is the compiled module; `nodes` maps node names to their file and fingerprint, and to those of the modules they
 * import by name.
 */
export interface PipelineCode {
  readonly entry: string
  readonly nodes: Readonly<Record<string, NodeCode>>
}

interface NodeCode {
  readonly file: string
  readonly fingerprint: Fingerprint
  readonly modules: Readonly<Record<string, Fingerprint>>
}

interface CodeCache extends PipelineCode {
  readonly version: 2
  readonly sources: Readonly<Record<string, string>>
}

/** The folder of this file's sources, whether it runs from them or from the bundle in dist/. */
const engineFolder = fileURLToPath(
  new URL(import.meta.url.endsWith(".ts") ? "../" : "../src/dataflow/", import.meta.url)
)

const lockfileName = "package-lock.json"

/** The nearest lockfile upwards, relative to the root; a project inside another shares its packages. */
const findLockfile = (root: string): string | undefined => {
  for (let folder = root;; folder = path.dirname(folder)) {
    const file = path.join(folder, lockfileName)
    if (fs.existsSync(file)) return path.relative(root, file)
    if (folder === path.dirname(folder)) return undefined
  }
}

const cacheName = (name: string): string => `code/${name.replaceAll("/", "--")}.json`

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null

const isCodeCache = structOf<CodeCache>({
  version: (value) => value === 2,
  entry: isText,
  sources: fieldsOf(isDigest),
  nodes: isObject
})

const readCache = (project: Project, store: Store, name: string): CodeCache | undefined => {
  const cache = store.files.read(cacheName(name), isCodeCache)
  if (cache === undefined) return undefined
  // whoever shares a cache may not name code that is then run
  const isOwn = path.dirname(path.dirname(cache.entry)) === project.bundleRoot
  const isCurrent = isOwn && fs.existsSync(cache.entry) &&
    Object.entries(cache.sources).every(([source, digest]) => {
      const full = path.join(project.root, source)
      return fs.existsSync(full) && store.fileDigest(full).digest === digest
    })
  return isCurrent ? cache : undefined
}

const writeBundle = (project: Project, files: ReadonlyArray<BundledFile>): string => {
  const digest = digestOf(canonicalJson(files.map(({ name, contents }) => [name, digestOf(contents)])))
  const folder = path.join(project.bundleRoot, digest.slice(0, 24))
  if (!fs.existsSync(folder)) {
    const staging = `${folder}.${crypto.randomUUID()}`
    fs.mkdirSync(staging, { recursive: true })
    for (const { name, contents } of files) fs.writeFileSync(path.join(staging, name), contents)
    try {
      fs.renameSync(staging, folder)
    } catch (cause) {
      // another process compiled the same code first; its files are the same bytes
      if (!fs.existsSync(folder)) throw cause
      fs.rmSync(staging, { recursive: true })
    }
  }
  return path.join(folder, "pipeline.js")
}

interface DefinedNode extends NodeLocation {
  readonly definition: AnyDefinition
}

const locate = (modules: Compiled["modules"]): Readonly<Record<string, DefinedNode>> => {
  const found: Record<string, DefinedNode> = {}
  const owners = new Map<string, AnyDefinition>()
  for (const { definition, exportName, file } of exportedNodes(modules)) {
    const owner = owners.get(definition.node)
    if (owner === definition) continue
    if (owner !== undefined) {
      throw new Error(`two nodes are called "${definition.node}": ${found[definition.node]!.file} and ${file}`)
    }
    owners.set(definition.node, definition)
    found[definition.node] = { file, exportName, assets: definition.assets, definition }
  }
  return found
}

interface ModuleLocation extends NodeLocation {
  readonly module: CodeModule<unknown>
}

/**
 * The exported modules of code that nodes import by name, each under "file#export". A dynamic import beside them would be
 * in nobody's fingerprint: throws then.
 */
const locateModules = (modules: Compiled["modules"], metafile: Metafile): Readonly<Record<string, ModuleLocation>> => {
  const found: Record<string, ModuleLocation> = {}
  for (const [file, exports] of Object.entries(modules)) {
    const own = Object.entries(exports).filter(([, value]) => isCodeModule(value))
    for (const [exportName, module] of own as ReadonlyArray<[string, CodeModule<unknown>]>) {
      found[`${file}#${exportName}`] = { file, exportName, assets: [], module }
    }
    const imported = metafile.inputs[file]?.imports.filter(({ kind }) => kind === "dynamic-import").length ?? 0
    if (own.length > 0 && imported !== own.length) {
      throw new Error(`${file} exports ${own.length} modules of code and imports ${imported}: export each by itself`)
    }
  }
  return found
}

/** Fingerprints of the modules a node imports by name. Throws when one of them is not exported. */
const modulesOf = (
  node: string,
  { modules }: AnyDefinition,
  located: Readonly<Record<string, ModuleLocation>>,
  prints: Readonly<Record<string, Fingerprint>>
): NodeCode["modules"] =>
  Object.fromEntries(
    Object.entries(modules).map(([name, module]) => {
      const at = Object.keys(located).find((place) => located[place]!.module === module)
      if (at === undefined) throw new Error(`the module "${name}" of node "${node}" is not exported by its file`)
      return [name, prints[at]!]
    })
  )

const projectFiles = (metafile: Metafile): ReadonlyArray<string> =>
  Object.keys(metafile.inputs).filter((file) => !file.startsWith("entry:") && !file.includes("node_modules/"))

const compile = async (project: Project, store: Store, name: string): Promise<CodeCache> => {
  const pipelineFile = `./pipelines/${name}.ts`
  const serving = path.relative(project.root, path.join(engineFolder, "run", "threads", "serve.ts"))
  const first = await bundleToRun(project.root, `export { default as pipeline } from ${JSON.stringify(pipelineFile)}`)
  const inputs = first.metafile.inputs
  const defining = projectFiles(first.metafile).filter((file) =>
    inputs[file]!.imports.some((each) => /src\/dataflow\/(?:dsl\/(?:node|code-module)|index)\.ts$/.test(each.path))
  )
    .filter((file) => !file.includes("src/dataflow/"))
  const entry = [
    `export { default as pipeline } from ${JSON.stringify(pipelineFile)}`,
    `export { serve } from ${JSON.stringify(`./${serving}`)}`,
    ...defining.map((file, i) => `import * as m${i} from ${JSON.stringify(`./${file}`)}`),
    `export const modules = { ${defining.map((file, i) => `${JSON.stringify(file)}: m${i}`).join(", ")} }`
  ].join("\n")
  const second = await bundleToRun(project.root, entry)
  const compiled = writeBundle(project, second.files)
  const { modules } = await importCompiled(compiled)
  const lockfile = findLockfile(project.root)
  const lock: Lockfile = lockfile === undefined
    ? { packages: {} }
    : JSON.parse(fs.readFileSync(path.join(project.root, lockfile), "utf8")) as Lockfile
  const locations = locate(modules)
  const assetDigest = (file: string) => store.fileDigest(path.join(project.root, file)).digest
  const located = locateModules(modules, second.metafile)
  const apart = new Set(Object.values(located).map(({ file }) => file))
  const fingerprints = (places: Readonly<Record<string, NodeLocation>>, isApart: (file: string) => boolean) =>
    fingerprintNodes(project.root, places, lock, assetDigest, isApart)
  const prints = await fingerprints(locations, (file) => apart.has(file))
  const modulePrints = apart.size === 0 ? {} : await fingerprints(located, () => false)
  for (const fingerprint of [...Object.values(prints), ...Object.values(modulePrints)]) {
    rememberFingerprint(store.files, fingerprint)
  }
  const assets = Object.values(locations).flatMap((location) => location.assets)
  const watched = [
    ...new Set([...projectFiles(second.metafile), ...assets, ...(lockfile === undefined ? [] : [lockfile])])
  ]
  return {
    version: 2,
    entry: compiled,
    sources: Object.fromEntries(watched.map((file) => [file, assetDigest(file)])),
    nodes: Object.fromEntries(
      Object.entries(locations).map(([node, { definition, file }]) => [
        node,
        { file, fingerprint: prints[node]!, modules: modulesOf(node, definition, located, modulePrints) }
      ])
    )
  }
}

/** A pipeline's compiled code with its digest; undefined when it is not compiled or a source file has changed since. */
export const currentCode = (
  project: Project,
  store: Store,
  name: string
): { readonly code: PipelineCode; readonly digest: string } | undefined => {
  const code = readCache(project, store, name)
  return code === undefined
    ? undefined
    : { code, digest: store.fileDigest(path.join(store.root, cacheName(name))).digest }
}

/** The compiled code of `pipelines/<name>.ts`. Rejects with the bundler's or the module's own error. */
export const pipelineCode = async (project: Project, store: Store, name: string): Promise<PipelineCode> => {
  const cached = readCache(project, store, name)
  if (cached !== undefined) return cached
  const code = await compile(project, store, name)
  store.files.spare("compiled code", () => store.files.write(cacheName(name), code, { fsync: false }))
  return code
}
