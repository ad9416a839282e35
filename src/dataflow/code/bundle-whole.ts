/** All modules of a pipeline in one text, as they are executed together: for what they do to each other. */
import type { Plugin } from "esbuild"
import * as fs from "node:fs"
import * as path from "node:path"
import { common, project } from "./bundle.ts"
import type { ImportedPackage } from "./packages.ts"
import { isSeenOtherwise, isShared, isSources, packageName, packagesAmong } from "./specifier.ts"

/** Leaves out the framework, which decides no result, and what is imported once a node runs. */
const outside = (root: string, framework: string): Plugin => ({
  name: "partita-outside",
  setup(build) {
    build.onResolve({ filter: /^\./ }, ({ kind, path: specifier, resolveDir }) => {
      if (kind === "dynamic-import") return { path: specifier, external: true }
      const file = path.relative(root, path.join(resolveDir, specifier))
      return kind !== "entry-point" && file.startsWith(framework)
        ? { path: `partita/${file}`, external: true, sideEffects: false }
        : undefined
    })
  }
})

const bareImport = /^\s*import\s*["']([^"'.][^"']*)["']/gm

/** All modules, and the packages among them that a file imports for nothing but what loading them does. */
export interface WholeBundle {
  readonly text: string
  readonly loaded: ReadonlyArray<string>
  /** Where packages are found that are imported by this name, from any of the modules. */
  readonly seen: (name: string) => ReadonlyArray<ImportedPackage>
}

/** A generated entry with all that it imports; `framework` is the folder of that, as the bundler writes it. */
export const bundleWhole = async (root: string, entry: string, framework: string): Promise<WholeBundle> => {
  const esbuild = await import("esbuild")
  const seenFrom = new Map<string, Set<string>>() // of packages that are not the project's of that name
  const result = await esbuild.build({
    ...common(root),
    entryPoints: [{ in: "entry:whole", out: "whole" }],
    supported: { "template-literal": false }, // as where code is hashed
    plugins: [
      outside(root, framework),
      project(root, {
        entries: { whole: entry },
        urlOf: (file) => path.relative(root, file),
        pathOf: (file) => path.relative(root, file),
        packageAt: (specifier, from) => {
          if (isSources(specifier, from)) return "inside"
          const name = packageName(specifier)
          if (!isShared(specifier) && isSeenOtherwise(root, specifier, from)) {
            seenFrom.set(name, (seenFrom.get(name) ?? new Set()).add(from))
          }
          return "outside"
        }
      })
    ]
  })
  const loaded = Object.entries(result.metafile!.inputs).flatMap(([file, { imports }]) => {
    if (!imports.some(({ external, kind }) => external === true && kind === "import-statement")) return []
    if (file.startsWith("entry:") || file.includes("node_modules/")) return []
    const found = fs.readFileSync(path.join(root, file), "utf8").matchAll(bareImport)
    return Array.from(found, ([, specifier = ""]) => specifier)
  })
  return {
    text: result.outputFiles?.[0]?.text ?? "",
    loaded: packagesAmong(loaded),
    seen: (name) => [root, ...[...seenFrom.get(name) ?? []].sort()].map((from) => ({ name, from }))
  }
}
