/** Code as it is hashed: a bundle for each node, module or layer. */
import * as path from "node:path"
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
}

/**
 * One bundle per entry for hashing: every installed package outside, unused code dropped, nothing that names a machine. What the
 * files for which `isApart` holds import dynamically stays outside too.
 */
export const bundleToHash = async (
  root: string,
  entries: Readonly<Record<string, Entry>>,
  { isApart, onComputed }: HashOptions
): Promise<Readonly<Record<string, { readonly text: string; readonly packages: ReadonlyArray<ImportedPackage> }>>> => {
  const esbuild = await import("esbuild")
  const aliases = new Map<string, string>() // names of packages
  const seenFrom = new Map<string, string>() // of packages that linked ones alone can see
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
        packageAt: (specifier, from) => {
          if (isSources(specifier, from)) return "inside"
          const name = packageName(specifier)
          if (!isShared(specifier) && packageFolder(root, name) === undefined) seenFrom.set(name, from)
          return "outside"
        },
        onAlias: (specifier, file) => {
          const [home, inside] = splitLast(file, `${path.sep}node_modules${path.sep}`)
          const name = packageName(inside.split(path.sep).join("/"))
          aliases.set(specifier, name)
          if (packageFolder(root, name) !== packageFolder(home, name)) seenFrom.set(name, home)
        },
        isApart,
        isPattern: true
      })
    ]
  })
  for (const { id, location } of result.warnings) {
    if (location !== null && computed.includes(id)) onComputed?.(`${location.file}:${location.line}`)
  }
  const outputs = result.metafile!.outputs
  return Object.fromEntries(names.map((name, i) => {
    const file = (result.outputFiles ?? []).find((each) => path.basename(each.path) === `node-${i}.js`)
    const meta = Object.entries(outputs).find(([output]) => path.basename(output) === `node-${i}.js`)
    const imports = meta?.[1].imports.filter((each) => each.external === true).map((each) => each.path) ?? []
    return [name, {
      text: file?.text ?? "",
      packages: packagesAmong(imports.map((each) => aliases.get(each) ?? each)).map((each) => ({
        name: each,
        from: seenFrom.get(each) ?? root
      }))
    }]
  }))
}
