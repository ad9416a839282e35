/**
 * The fingerprint of a node's code: what would run, not what the files look like.
 * Comments, formatting, types and unused functions change nothing; a constant two imports away does.
 */
import { canonicalJson } from "../../format/canonical-json.ts"
import { digestOf } from "../../format/digest.ts"
import { bundlerVersion, bundleToHash } from "./bundle.ts"
import { type CodeParts, codeParts } from "./code-parts.ts"
import { lockedClosure, type Lockfile } from "./lockfile.ts"

/** Where a node or a module for nodes is defined: project-relative file and the name it is exported under. */
export interface NodeLocation {
  readonly file: string
  readonly exportName: string
  readonly assets: ReadonlyArray<string>
}

/** `hash` enters action keys; `parts`, `packages` and `assets` explain a change of it. */
export interface Fingerprint {
  readonly hash: string
  readonly parts: CodeParts
  readonly packages: Readonly<Record<string, string>>
  readonly assets: Readonly<Record<string, string>>
}

const version = 1 // raise when the way code is hashed changes

/**
 * Fingerprints by name. `assetDigest` hashes a project file; `isApart` tells the files whose dynamic imports are modules
 * with a fingerprint of their own, which are left out.
 */
export const fingerprintNodes = async (
  root: string,
  nodes: Readonly<Record<string, NodeLocation>>,
  lock: Lockfile,
  assetDigest: (file: string) => string,
  isApart: (file: string) => boolean
): Promise<Readonly<Record<string, Fingerprint>>> => {
  const entries = Object.fromEntries(
    Object.entries(nodes).map(([name, { file, exportName }]) => [
      name,
      `export { ${exportName} as default } from ${JSON.stringify(`./${file}`)}`
    ])
  )
  const bundles = await bundleToHash(root, entries, isApart)
  const bundler = await bundlerVersion()
  return Object.fromEntries(
    Object.entries(nodes).map(([name, { assets: files }]) => {
      const bundle = bundles[name]!
      const parts = codeParts(bundle.text, (file) => /\.[cm]?[jt]sx?$|\.json$/.test(file))
      const packages = Object.assign({}, ...bundle.packages.map((each) => lockedClosure(lock, each)))
      const assets = Object.fromEntries(files.map((file) => [file, assetDigest(file)]))
      const hash = digestOf(canonicalJson({ version, bundler, parts, packages, assets }))
      return [name, { hash, parts, packages, assets }]
    })
  )
}
