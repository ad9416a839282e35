/** Code as it is hashed: a bundle for each node, module or layer. */
import type { Metafile } from "esbuild"
import * as fs from "node:fs"
import * as path from "node:path"
import { filesBeside } from "./beside.ts"
import { common, type Entry, project } from "./bundle.ts"
import { type ImportedPackage, packageFolder } from "./packages.ts"
import { isShared, isSources, packageName, packagesAmong } from "./specifier.ts"

const splitLast = (text: string, by: string): readonly [string, string] => {
  const at = text.lastIndexOf(by)
  return [text.slice(0, at), text.slice(at + by.length)]
}

/** What the bundler says where code is loaded by a name that it cannot know. */
const computed = ["unsupported-dynamic-import", "unsupported-require-call", "indirect-require"]

/** `isApart` tells the files whose dynamic imports are modules with a fingerprint of their own, which stay outside. */
export interface HashOptions {
  readonly isApart: (file: string) => boolean
  /** Hears where code is loaded by a computed name, as file:line, relative to the project. */
  readonly onComputed?: (place: string) => void
  /** Hears what the bundles are made of, and which packages from where, beside those that imports name. */
  readonly onBundled?: (metafile: Metafile, packages: ReadonlyArray<ImportedPackage>) => void
}

/** A bundle as it is hashed; `files` are those, other than code, that it says by URLs, relative to the project. */
export interface Hashed {
  readonly text: string
  readonly packages: ReadonlyArray<ImportedPackage>
  readonly files: ReadonlyArray<string>
}

const versionIn = (folder: string): string => {
  const manifest = fs.readFileSync(path.join(folder, "package.json"), "utf8")
  return (JSON.parse(manifest) as { readonly version?: string }).version ?? "local"
}

/**
 * What packages are called in a bundle: as they are imported, and after a "?" what else tells them apart: which file a name
 * of package.json or tsconfig.json means, and the version where it is not that which the project sees by the name.
 */
const packagesIn = (root: string) => {
  const named = new Map<string, Array<ImportedPackage>>()
  const asked: Array<ImportedPackage> = []
  return {
    asked,
    packageAt: (specifier: string, from: string, file?: string) => {
      if (isSources(specifier, from)) return "inside"
      const [home, inside] = file === undefined
        ? [from, specifier]
        : splitLast(file, `${path.sep}node_modules${path.sep}`)
      const name = packageName(inside.split(path.sep).join("/"))
      const folder = packageFolder(home, name)
      const isOther = !isShared(specifier) && folder !== undefined && folder !== packageFolder(root, name)
      if (file === undefined && !isOther) return "outside"
      asked.push({ name, from })
      const known = [specifier, ...(file === undefined ? [] : [inside]), ...(isOther ? [versionIn(folder)] : [])]
      const as = known.join("?")
      named.set(as, [...named.get(as) ?? [], { name, from: isOther ? home : root }])
      return { as }
    },
    packagesBehind: (imports: ReadonlyArray<string>): ReadonlyArray<ImportedPackage> => {
      const others = imports.flatMap((each) => named.get(each) ?? [])
      const seen = packagesAmong(imports.filter((each) => !named.has(each))).map((name) => ({ name, from: root }))
      const byPlace = new Map([...seen, ...others].map((each) => [`${each.name} ${each.from}`, each]))
      return [...byPlace.keys()].sort().map((place) => byPlace.get(place)!)
    }
  } as const
}

/**
 * One bundle per entry for hashing: every installed package outside, unused code dropped, nothing that names a machine. What the
 * files for which `isApart` holds import dynamically stays outside too.
 */
export const bundleToHash = async (
  root: string,
  entries: Readonly<Record<string, Entry>>,
  { isApart, onBundled, onComputed }: HashOptions
): Promise<Readonly<Record<string, Hashed>>> => {
  const esbuild = await import("esbuild")
  const { asked, packageAt, packagesBehind } = packagesIn(root)
  const names = Object.keys(entries)
  const result = await esbuild.build({
    ...common(root),
    logLimit: 0,
    logOverride: Object.fromEntries(computed.map((each) => [each, "warning"] as const)),
    entryPoints: names.map((name, i) => ({ in: `entry:${name}`, out: `node-${i}` })),
    supported: { "template-literal": false }, // their lines could pass for statements and for names of files
    plugins: [
      project(root, {
        entries,
        urlOf: (file) => path.relative(root, file),
        pathOf: (file) => path.relative(root, file),
        packageAt,
        isApart,
        isPattern: true
      })
    ]
  })
  for (const { id, location } of result.warnings) {
    if (location !== null && computed.includes(id)) onComputed?.(`${location.file}:${location.line}`)
  }
  onBundled?.(result.metafile!, asked)
  const outputs = result.metafile!.outputs
  return Object.fromEntries(names.map((name, i) => {
    const file = (result.outputFiles ?? []).find((each) => path.basename(each.path) === `node-${i}.js`)
    const meta = Object.entries(outputs).find(([output]) => path.basename(output) === `node-${i}.js`)
    const imports = meta?.[1].imports.filter((each) => each.external === true).map((each) => each.path) ?? []
    const text = file?.text ?? ""
    return [name, { text, packages: packagesBehind(imports), files: filesBeside(root, text) }]
  }))
}
