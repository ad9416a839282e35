/** The esbuild calls behind loading and fingerprinting: one place that knows how project code becomes one file. */
import type { BuildOptions, Metafile, Plugin } from "esbuild"
import * as fs from "node:fs"
import * as path from "node:path"
import { pathToFileURL } from "node:url"

/** `root` is the project folder; all module names are relative to it. */
const common = (root: string): BuildOptions => ({
  absWorkingDir: root,
  bundle: true,
  write: false,
  metafile: true,
  format: "esm",
  platform: "node",
  target: "node22",
  charset: "utf8",
  legalComments: "none",
  treeShaking: true,
  logLevel: "silent",
  outdir: path.join(root, "(bundle)")
})

const here = ["import", "meta", "url"].join(".") // in pieces, for this file may itself be bundled

/** Serves generated entry modules and says what `import.meta.url` means once files are merged. */
const project = (
  root: string,
  entries: Readonly<Record<string, string>>,
  urlOf: (file: string) => string,
  isBundled: (specifier: string) => boolean,
  isApart: (file: string) => boolean = () => false
): Plugin => ({
  name: "partita-project",
  setup(build) {
    build.onResolve({ filter: /^entry:/ }, ({ path: name }) => ({ path: name, namespace: "entry" }))
    build.onLoad({ filter: /.*/, namespace: "entry" }, ({ path: name }) => ({
      contents: entries[name.slice("entry:".length)] ?? "",
      resolveDir: root,
      loader: "ts"
    }))
    build.onResolve({ filter: /^[^.:]/ }, ({ path: specifier, kind }) => {
      if (kind === "entry-point" || path.isAbsolute(specifier) || isBundled(specifier)) return undefined
      return { path: specifier, external: true }
    })
    build.onResolve(
      { filter: /^\./ },
      ({ importer, kind, path: specifier }) =>
        kind === "dynamic-import" && isApart(path.relative(root, importer))
          ? { path: specifier, external: true }
          : undefined
    )
    build.onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
      if (file.includes("/node_modules/")) return undefined
      const text = fs.readFileSync(file, "utf8")
      if (!text.includes(here)) return undefined
      return { contents: text.replaceAll(here, JSON.stringify(urlOf(file))), loader: "ts" }
    })
  }
})

const isEffect = (specifier: string) => /^(?:effect|@effect\/[\w-]+)(?:\/|$)/.test(specifier)

/** A file of a bundle, by name relative to the bundle's folder. */
export interface BundledFile {
  readonly name: string
  readonly contents: Uint8Array
}

/** Bundles for running: effect inside (it halves the start-up), other packages outside, dynamic imports in chunks. */
export const bundleToRun = async (
  root: string,
  entry: string
): Promise<{ readonly files: ReadonlyArray<BundledFile>; readonly metafile: Metafile }> => {
  const esbuild = await import("esbuild")
  const result = await esbuild.build({
    ...common(root),
    entryPoints: [{ in: "entry:pipeline", out: "pipeline" }],
    splitting: true,
    minifyWhitespace: true,
    plugins: [project(root, { pipeline: entry }, (file) => pathToFileURL(file).href, isEffect)]
  })
  const base = path.join(root, "(bundle)")
  const files = (result.outputFiles ?? []).map((file) => ({
    name: path.relative(base, file.path),
    contents: file.contents
  }))
  return { files, metafile: result.metafile! }
}

/**
 * One bundle per entry for hashing: every package outside, unused code dropped, nothing that names a machine. What the
 * files for which `isApart` holds import dynamically stays outside too.
 */
export const bundleToHash = async (
  root: string,
  entries: Readonly<Record<string, string>>,
  isApart: (file: string) => boolean
): Promise<Readonly<Record<string, { readonly text: string; readonly packages: ReadonlyArray<string> }>>> => {
  const esbuild = await import("esbuild")
  const names = Object.keys(entries)
  const result = await esbuild.build({
    ...common(root),
    entryPoints: names.map((name, i) => ({ in: `entry:${name}`, out: `node-${i}` })),
    plugins: [project(root, entries, (file) => path.relative(root, file), () => false, isApart)]
  })
  const outputs = result.metafile!.outputs
  return Object.fromEntries(names.map((name, i) => {
    const file = (result.outputFiles ?? []).find((each) => path.basename(each.path) === `node-${i}.js`)
    const meta = Object.entries(outputs).find(([output]) => path.basename(output) === `node-${i}.js`)
    const imports = meta?.[1].imports.filter((each) => each.external === true).map((each) => each.path) ?? []
    return [name, { text: file?.text ?? "", packages: packagesOf(imports) }]
  }))
}

/** Package names behind import specifiers, without Node's own modules and the project's. */
const packagesOf = (specifiers: ReadonlyArray<string>): ReadonlyArray<string> => {
  const names = specifiers.filter((specifier) => !/^(?:node:|\.)/.test(specifier)).map((specifier) =>
    specifier.split("/").slice(0, specifier.startsWith("@") ? 2 : 1).join("/")
  )
  return [...new Set(names)].sort()
}

/** Version of the bundler, whose printing style is part of every fingerprint. */
export const bundlerVersion = async (): Promise<string> => (await import("esbuild")).version
