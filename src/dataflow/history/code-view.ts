/** The code of steps by file and symbol, from what was kept of fingerprints. */
import { recallFingerprint } from "../code/fingerprint-record.ts"
import type { SmallFiles } from "../store/small-files.ts"

/**
 * Code that steps share. `hash` is that of the key; `home` the file that defines the node, absent for one of a package.
 * `files` are all that takes part, each with the declarations that do; `packages` are versions by name.
 */
export interface CodeView {
  readonly hash: string
  readonly home?: string
  readonly files: ReadonlyArray<{ readonly file: string; readonly symbols: ReadonlyArray<string> }>
  readonly packages: Readonly<Record<string, string>>
  readonly assets: ReadonlyArray<string>
}

/** Codes as they are asked for. */
export interface CodeViews {
  readonly all: ReadonlyArray<CodeView>
  /** The position of a code in `all`; it joins there where it is new. */
  readonly indexOf: (hash: string) => number
}

const folder = "node_modules/"

const withoutDigest = (version: string): string => version.split(", ").map((each) => each.split("#")[0]!).join(", ")

const viewOf = (files: SmallFiles, hash: string): CodeView => {
  const known = recallFingerprint(files, hash)
  if (known === undefined) return { hash, files: [], packages: {}, assets: [] }
  const parts = Object.keys(known.parts).map((part) => {
    const at = part.indexOf("#")
    return at < 0 ? { file: part, symbol: "" } : { file: part.slice(0, at), symbol: part.slice(at + 1) }
  })
  const home = known.order.map((part) => part.split("#")[0]!).filter((file) => !file.startsWith("(")).at(-1)
  return {
    hash,
    ...(home === undefined ? {} : { home }), // a bundle ends with the module that was asked for
    files: [...Map.groupBy(parts, ({ file }) => file)].map(([file, own]) => ({
      file,
      symbols: own.map(({ symbol }) => symbol).filter((symbol) => symbol !== "")
    })),
    packages: Object.fromEntries(
      Object.entries(known.packages).map(([name, version]) => [
        name.slice(name.lastIndexOf(folder) < 0 ? 0 : name.lastIndexOf(folder) + folder.length),
        withoutDigest(version)
      ])
    ),
    assets: Object.keys(known.assets)
  }
}

/** The codes of a run's steps, each told once. */
export const codeViews = (files: SmallFiles): CodeViews => {
  const all: Array<CodeView> = []
  const positions = new Map<string, number>()
  return {
    all,
    indexOf: (hash) => {
      const known = positions.get(hash)
      if (known !== undefined) return known
      positions.set(hash, all.length)
      return all.push(viewOf(files, hash)) - 1
    }
  }
}
