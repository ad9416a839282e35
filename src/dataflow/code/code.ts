/**
 * A pipeline's code, compiled and fingerprinted; both are reused while no source file has changed, so that a null run
 * never starts the bundler.
 *
 * Room: what code a node is made of, so that a change of it, and nothing else, makes the node run again.
 */
import type { Metafile } from "esbuild"
import * as fs from "node:fs"
import * as path from "node:path"
import type { Store } from "../store/store.ts"
import { isSoundBundle, writeBundle } from "./bundle-folder.ts"
import { bundleToRun, filesToRun } from "./bundle.ts"
import { cacheName, type CodeCache, foldersOf, isCodeCache, type PipelineCode, recordVersion } from "./code-record.ts"
import { effectsElsewhere } from "./elsewhere.ts"
import { rememberFingerprint } from "./fingerprint-record.ts"
import { fingerprintNodes, isSource } from "./fingerprint.ts"
import { filesOnFramework, frameworkIn } from "./framework.ts"
import { importCompiled } from "./import-compiled.ts"
import { checkServices, fingerprintLayers, servicesOf } from "./layer.ts"
import { librariesFor, withLibraries } from "./libraries.ts"
import { locateModules, locateNodes, modulesOf } from "./locate.ts"
import { type ImportedPackage, packagesOf } from "./packages.ts"
import type { Project } from "./project.ts"
import { isResolvedAsBefore, resolutionOf } from "./resolution.ts"

const readCache = (project: Project, store: Store, name: string): CodeCache | undefined => {
  const cache = store.files.read(cacheName(name), isCodeCache)
  if (cache === undefined) return undefined
  // whoever shares a cache may not name code that is then run
  const isOwn = path.dirname(path.dirname(cache.entry)) === project.bundleRoot
  const isThere = isOwn && fs.existsSync(cache.entry) && fs.existsSync(path.join(project.bundleRoot, cache.libraries))
  const isCurrent = isThere && isResolvedAsBefore(project.root, cache, Object.keys(cache.sources)) &&
    Object.entries(cache.sources).every(([source, digest]) => {
      const full = path.join(project.root, source)
      return fs.existsSync(full) && store.fileDigest(full).digest === digest
    })
  return isCurrent ? cache : undefined
}

const projectFiles = (metafile: Metafile): ReadonlyArray<string> =>
  Object.keys(metafile.inputs).filter((file) => !file.startsWith("entry:") && !file.includes("node_modules/"))

const digestsOf = (
  { root }: Project,
  store: Store,
  files: ReadonlyArray<string>
): Readonly<Record<string, string>> =>
  Object.fromEntries(files.map((file) => [file, store.fileDigest(path.join(root, file)).digest]))

/** What a file imports of the project, as the bundler met it. */
const importsOf = ({ inputs }: Metafile, file: string): string =>
  (inputs[file]?.imports ?? []).flatMap(({ original = "" }) => original.startsWith(".") ? [original] : []).join("\n")

const quoted = JSON.stringify

/** The compiled pipeline with its worker's side and the files that may define its nodes. */
const compileWhole = async (project: Project, store: Store, name: string) => {
  const { root } = project
  const pipeline = `export { default as pipeline } from ${quoted(`./pipelines/${name}.ts`)}`
  const found = await filesToRun(root, pipeline)
  const seen = digestsOf(project, store, projectFiles(found))
  const framework = frameworkIn(root, found)
  if (framework === undefined) throw new Error(`pipelines/${name}.ts does not import partita`)
  const files = filesOnFramework(framework, found)
  const entry = [
    pipeline,
    `export { serve } from ${quoted(`./${framework.serve}`)}`,
    ...files.map((file, i) => `import * as m${i} from ${quoted(`./${file}`)}`),
    `export const modules = { ${files.map((file, i) => `${quoted(file)}: m${i}`).join(", ")} }`
  ].join("\n")
  const executed = [pipeline, ...files.map((file, i) => `export * as m${i} from ${quoted(`./${file}`)}`)].join("\n")
  const [compiled, elsewhere] = await Promise.all([
    bundleToRun(root, entry),
    effectsElsewhere({ root, entry: executed, framework: framework.folder, isSource })
  ])
  const { metafile } = compiled
  const libraries = await librariesFor(project, store, { framework, specifiers: compiled.libraries })
  const folder = writeBundle(project, withLibraries(compiled, `../${libraries}`))
  return {
    framework,
    elsewhere,
    entry: path.join(project.bundleRoot, folder, "pipeline.js"),
    libraries,
    metafile,
    found,
    seen,
    isOneGraph: Object.keys(seen).every((file) => importsOf(found, file) === importsOf(metafile, file)),
    sources: [...projectFiles(found), ...projectFiles(metafile)]
  }
}

/** Compiled code, and whether its files stayed what they were from the first reading to the last. */
const compileOnce = async (
  project: Project,
  store: Store,
  name: string
): Promise<{ readonly code: CodeCache; readonly isSettled: boolean }> => {
  const compiled = await compileWhole(project, store, name)
  const { elsewhere, entry, found, framework, isOneGraph, libraries, metafile, seen, sources } = compiled
  const { modules, pipeline } = await importCompiled(entry)
  const surroundings = { root: project.root, framework, metafile }
  const locations = locateNodes(modules, surroundings)
  const located = locateModules(modules, surroundings)
  const apart = new Set(Object.values(located).map(({ file }) => file))
  const packages = packagesOf(project.root)
  const assetDigest = (file: string) => {
    const full = path.join(project.root, file)
    if (fs.existsSync(full)) return store.fileDigest(full).digest
    const [node, { file: home }] = Object.entries(locations).find(([, { assets }]) => assets.includes(file))!
    throw new Error(`node "${node}" (${home}) declares the asset ${file}, which is not there`)
  }
  const computed = new Set<string>()
  const onComputed = (place: string) => {
    if (!place.startsWith(framework.folder) && !place.includes("node_modules/")) computed.add(place)
  }
  const hashed: Array<Metafile> = []
  const asked: Array<ImportedPackage> = []
  const onBundled = (each: Metafile, others: ReadonlyArray<ImportedPackage>) => {
    hashed.push(each)
    asked.push(...others)
  }
  const whole = { packages, assetDigest, elsewhere, onComputed, onBundled, isApart: () => false }
  const prints = await fingerprintNodes(project.root, locations, { ...whole, isApart: (file) => apart.has(file) })
  const modulePrints = apart.size === 0 ? {} : await fingerprintNodes(project.root, located, whole)
  const layers = pipeline.layer === undefined
    ? []
    : await fingerprintLayers(project.root, `pipelines/${name}.ts`, whole)
  checkServices(layers, [...Object.values(prints), ...Object.values(modulePrints)])
  const layerPrints = layers.map(({ fingerprint }) => fingerprint)
  const all = [...Object.values(prints), ...Object.values(modulePrints), ...layerPrints]
  for (const fingerprint of all) rememberFingerprint(store.files, fingerprint)
  const declared = new Set(Object.values(locations).flatMap((each) => each.assets))
  const assets = all.flatMap(({ assets: read }) => Object.keys(read))
  const unlocked = packages.unlocked()
  if (unlocked.length > 0) {
    store.files.sayOnce(
      "packages",
      `there is no package-lock.json: versions of ${unlocked.join(", ")} are those of the installed packages`
    )
  }
  const manifests = packages.files().map((file) => path.relative(project.root, file))
  const compiledOf = new Set(sources)
  const named = all.flatMap(({ parts }) => Object.keys(parts).map((part) => part.split("#")[0]!))
  const required = [...new Set([...named, ...assets.filter((file) => !declared.has(file))])]
    .filter((file) => !compiledOf.has(file) && fs.existsSync(path.join(project.root, file)))
  const watched = [...sources, ...assets, ...manifests, ...required]
  const { settings, ...others } = resolutionOf(project.root, {
    metafiles: [found, metafile, ...hashed],
    packages: asked,
    files: [...new Set(watched)],
    versions: packages.files()
  })
  const now = digestsOf(project, store, [...new Set([...watched, ...settings])])
  const isStill = (digests: Readonly<Record<string, string>>): boolean =>
    Object.entries(digests).every(([file, digest]) => (now[file] ?? digest) === digest)
  const code: CodeCache = {
    version: recordVersion,
    entry,
    computed: [...computed].sort(new Intl.Collator("en", { numeric: true }).compare),
    required: Object.fromEntries(required.sort().map((file) => [file, now[file]!])),
    libraries,
    sources: now,
    ...others,
    nodes: Object.fromEntries(
      Object.entries(locations).map(([node, { definition, file, package: home }]) => {
        const fingerprint = prints[node]!
        const modules = modulesOf(node, definition, located, modulePrints)
        const services = servicesOf(layers, [fingerprint, ...Object.values(modules)], home)
        return [node, { file, fingerprint, modules, services }]
      })
    )
  }
  return { code, isSettled: isOneGraph && isStill(seen) && all.every(({ assets: read }) => isStill(read)) }
}

const mostAttempts = 5

/**
 * The files are read several times, to be run, to be hashed, to be known again: one that is edited meanwhile would leave
 * old code under a new fingerprint, so that all is then read anew.
 */
const compile = async (project: Project, store: Store, name: string): Promise<CodeCache> => {
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    const { code, isSettled } = await compileOnce(project, store, name)
    if (isSettled) return code
  }
  throw new Error(`its files change while they are compiled, ${mostAttempts} times in a row; run again when they rest`)
}

/** Every command says so, once: what it tells of such code may be wrong. */
const sayComputed = (store: Store, name: string, { computed }: PipelineCode): void => {
  if (computed.length === 0) return
  store.files.sayOnce(
    `computed ${name}`,
    `${
      computed.join(", ")
    }: code is loaded by a computed name, so that no key holds it and a change of it reruns nothing; ` +
      `say which files may be meant, as import(\`./kinds/\${kind}.ts\`) does`
  )
}

/** A pipeline's compiled code with its digest; undefined when it is not compiled or a source file has changed since. */
export const currentCode = (
  project: Project,
  store: Store,
  name: string
): { readonly code: PipelineCode; readonly digest: string } | undefined => {
  const code = readCache(project, store, name)
  if (code === undefined) return undefined
  sayComputed(store, name, code)
  return { code, digest: store.fileDigest(path.join(store.root, cacheName(name))).digest }
}

/** Whether the compiled modules are those that were written: code of other bytes must not run under the same keys. */
const isSound = (project: Project, code: CodeCache): boolean =>
  foldersOf(code).every((folder) => isSoundBundle(project, folder))

/** The compiled code of `pipelines/<name>.ts`. Rejects with the bundler's or the module's own error. */
export const pipelineCode = async (project: Project, store: Store, name: string): Promise<PipelineCode> => {
  const known = readCache(project, store, name)
  const cached = known !== undefined && isSound(project, known) ? known : undefined
  const code = cached ?? await compile(project, store, name)
  sayComputed(store, name, code)
  if (cached === undefined) {
    store.files.spare("compiled code", () => store.files.write(cacheName(name), code, { fsync: false }))
  }
  return code
}
