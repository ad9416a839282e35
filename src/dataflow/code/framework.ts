/**
 * Where the framework lies among the files of a bundle, and which files build on it. In its own repository it is src/, in
 * a project that installed it dist/ of a package.
 */
import type { Metafile } from "esbuild"
import * as fs from "node:fs"
import * as path from "node:path"
import { linkedFolder } from "./packages.ts"

/** The framework as a pipeline imports it: all paths as the bundler writes them, relative to the project. */
export interface Framework {
  /** Its folder, with a slash at the end. */
  readonly folder: string
  /** The worker's side of a run, beside the rest. */
  readonly serve: string
  /** The package it belongs to; undefined where that is source: the project is part of it, as ours are, or it is linked. */
  readonly package: { readonly name: string; readonly root: string } | undefined
}

const anchor = /^(.*\/)?src\/dataflow\/dsl\/pipeline\.([jt]s)$/

const contains = (folder: string, file: string): boolean => {
  const relative = path.relative(folder, file)
  return relative === "" || (!relative.startsWith("..") && !path.isAbsolute(relative))
}

const packageAround = (root: string, file: string): Framework["package"] => {
  for (
    let folder = path.dirname(path.join(root, file));
    folder !== path.dirname(folder);
    folder = path.dirname(folder)
  ) {
    const manifest = path.join(folder, "package.json")
    if (!fs.existsSync(manifest)) continue
    const { name } = JSON.parse(fs.readFileSync(manifest, "utf8")) as { readonly name?: string }
    if (name === undefined) continue
    const isSource = contains(folder, root) || linkedFolder(root, name) !== undefined
    return isSource ? undefined : { name, root: folder }
  }
  return undefined
}

/** The framework in a bundle of the project in `root`; undefined when the bundled files do not use it. */
export const frameworkIn = (root: string, metafile: Metafile): Framework | undefined => {
  for (const file of Object.keys(metafile.inputs)) {
    const [, before = "", extension] = anchor.exec(file) ?? []
    if (extension === undefined) continue
    const folder = `${before}src/dataflow/`
    return { folder, serve: `${folder}run/threads/serve.${extension}`, package: packageAround(root, file) }
  }
  return undefined
}

/** Whether the file belongs to the package of the framework and not to the project. */
export const isPackaged = (root: string, framework: Framework, file: string): boolean =>
  framework.package !== undefined && contains(framework.package.root, path.join(root, file))

/** Whether a file leads to another by imports, in a bundle. */
export const reaches = (metafile: Metafile, from: string, to: string): boolean => {
  const seen = new Set<string>()
  const visit = (file: string): boolean => {
    if (file === to) return true
    if (seen.has(file)) return false
    seen.add(file)
    return (metafile.inputs[file]?.imports ?? []).some((each) => each.external !== true && visit(each.path))
  }
  return visit(from)
}

/** The files that may define nodes: those that lead to the framework, are no part of it, and of which code was kept. */
export const filesOnFramework = (framework: Framework, metafile: Metafile): ReadonlyArray<string> => {
  const importers = new Map<string, Array<string>>()
  for (const [file, { imports }] of Object.entries(metafile.inputs)) {
    for (const each of imports) {
      if (each.external === true) continue
      const known = importers.get(each.path)
      if (known === undefined) importers.set(each.path, [file])
      else known.push(file)
    }
  }
  const found = new Set<string>()
  const pending = Object.keys(metafile.inputs).filter((file) => file.startsWith(framework.folder))
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    for (const importer of importers.get(file) ?? []) {
      if (found.has(importer)) continue
      found.add(importer)
      pending.push(importer)
    }
  }
  const kept = new Set(
    Object.values(metafile.outputs).flatMap(({ inputs }) =>
      Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => bytesInOutput > 0 ? [file] : [])
    )
  )
  return [...found].filter((file) => kept.has(file) && !file.startsWith(framework.folder) && !file.startsWith("entry:"))
    .sort()
}
