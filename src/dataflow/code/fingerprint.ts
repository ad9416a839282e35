/**
 * The fingerprint of a node's code: what would run, not what the files look like.
 * Comments, formatting, types and unused functions change nothing; a constant two imports away does.
 */
import { canonicalJson } from "../../format/canonical-json.ts"
import { digestOf } from "../../format/digest.ts"
import { bundleToHash, type HashOptions } from "./bundle-hash.ts"
import { bundlerVersion } from "./bundle.ts"
import { type Code, codeOf } from "./code-parts.ts"
import type { Elsewhere } from "./elsewhere.ts"
import type { ImportedPackage, Packages } from "./packages.ts"
import { wordReader } from "./words.ts"

/**
 * Where a node or a module for nodes is defined: project-relative file and the name it is exported under. `package` is set
 * for what an installed package defines, whose code is known by its version.
 */
export interface NodeLocation {
  readonly file: string
  readonly package: string | undefined
  readonly exportName: string
  readonly assets: ReadonlyArray<string>
}

/** `hash`, over the code as it runs, enters action keys; all else explains a change of it. */
export interface Fingerprint {
  readonly hash: string
  readonly parts: Code["parts"]
  /** Names of the parts in the order in which they run. */
  readonly order: Code["order"]
  readonly packages: Readonly<Record<string, string>>
  readonly assets: Readonly<Record<string, string>>
  /** Keys of the services of effect which the code mentions, by the parts that define them. */
  readonly services: Code["services"]
}

const version = 2 // raise when the way code is hashed changes

/** What fingerprints are made with. */
export interface FingerprintOptions extends HashOptions {
  readonly packages: Packages
  /** Hashes a project file. */
  readonly assetDigest: (file: string) => string
  /** What other modules of the pipeline do to code as they are loaded; nothing where it is not known. */
  readonly elsewhere?: Elsewhere
}

/** Versions by package of several closures, all of them where they differ. */
const together = (closures: ReadonlyArray<Fingerprint["packages"]>): Fingerprint["packages"] => {
  const found = new Map<string, Set<string>>()
  for (const [name, versions] of closures.flatMap((each) => Object.entries(each))) {
    found.set(name, new Set([...found.get(name) ?? [], ...versions.split(", ")]))
  }
  return Object.fromEntries([...found].map(([name, versions]) => [name, [...versions].sort().join(", ")]))
}

/** Makes fingerprints of code with the npm packages it imports and the files it reads. */
export const printer = async (
  { assetDigest, elsewhere = () => undefined, packages: installed }: FingerprintOptions
) => {
  const bundler = await bundlerVersion()
  return (
    code: Code | undefined,
    imported: ReadonlyArray<ImportedPackage>,
    files: ReadonlyArray<string>,
    nameOfPart?: (part: string) => string
  ): Fingerprint => {
    const added = elsewhere(code ?? { parts: {}, order: [] }, imported, nameOfPart)
    const packages = together([...added?.packages ?? [], ...imported].map(installed.closureOf))
    const assets = Object.fromEntries(files.map((file) => [file, assetDigest(file)]))
    const executed = code?.executed ?? null
    const around = added === undefined ? {} : { elsewhere: added.executed }
    const hash = digestOf(canonicalJson({ version, bundler, executed, packages, assets, ...around }))
    return {
      hash,
      parts: { ...added?.parts, ...code?.parts },
      order: [...added?.order ?? [], ...code?.order ?? []],
      packages,
      assets,
      services: code?.services ?? {}
    }
  }
}

/** Fingerprints by name. */
export const fingerprintNodes = async (
  root: string,
  nodes: Readonly<Record<string, NodeLocation>>,
  options: FingerprintOptions
): Promise<Readonly<Record<string, Fingerprint>>> => {
  const own = Object.entries(nodes).filter(([, location]) => location.package === undefined)
  const entries = Object.fromEntries(
    own.map(([name, { file, exportName }]) => [
      name,
      `export { ${exportName} as default } from ${JSON.stringify(`./${file}`)}`
    ])
  )
  const bundles = own.length === 0 ? {} : await bundleToHash(root, entries, options)
  const [print, words] = await Promise.all([printer(options), wordReader()])
  return Object.fromEntries(
    Object.entries(nodes).map(([name, { assets, package: home }]) => {
      if (home !== undefined) return [name, print(undefined, [{ name: home, from: root }], [])]
      const bundle = bundles[name]!
      return [name, print(codeOf(bundle.text, isSource, words), bundle.packages, [...assets, ...bundle.files])]
    })
  )
}

/** Tells the names of files, texts and binaries among them, from that of a generated module in a bundle. */
export const isSource = (file: string): boolean => !file.startsWith("entry:") && /\.\w+$/.test(file)
