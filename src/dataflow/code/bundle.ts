/** The esbuild calls behind loading and fingerprinting: one place that knows how project code becomes one file. */
import type { BuildOptions, BuildResult, Metafile, Plugin } from "esbuild"
import * as fs from "node:fs"
import * as path from "node:path"
import { pathToFileURL } from "node:url"
import { importBeside } from "./beside.ts"
import { packageFolder } from "./packages.ts"
import {
  isAlias,
  isEffect,
  isPartita,
  isSeenOtherwise,
  isShared,
  isSourceModules,
  isSources,
  packageName
} from "./specifier.ts"
import { spelled } from "./spelling.ts"

/** `root` is the project folder; all module names are relative to it. */
export const common = (root: string): BuildOptions => ({
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
  conditions: [], // as Node resolves: without "module"
  logLevel: "silent",
  outdir: path.join(root, "(bundle)"),
  loader: { ".node": "binary", ".wasm": "binary" } // of linked packages
})

/** A generated module; where it is cut out of a file, relative imports start there. */
export type Entry = string | { readonly contents: string; readonly file: string }

type PackagePlace = "inside" | "outside" | "aside" | "beside" | "hidden" | { readonly as: string }

interface ProjectOptions {
  /** Generated entry modules by name. */
  readonly entries: Readonly<Record<string, Entry>>
  /** What `import.meta.url` of a file becomes. */
  readonly urlOf: (file: string) => string
  /** What `import.meta.dirname` and `.filename` of a file become. */
  readonly pathOf: (file: string) => string
  /**
   * Where a package that is imported from a folder lies: `inside` the bundle, `outside`, `aside` (outside, and left out where
   * nothing of it is used), `beside` (the same, among the libraries: libraries.ts), `hidden` under another name than the one
   * it was imported by, or outside and called `as` the bundle is to call it. `file` is what a name of package.json or
   * tsconfig.json means.
   */
  readonly packageAt: (specifier: string, from: string, file?: string) => PackagePlace
  /** Files whose dynamic imports stay outside. */
  readonly isApart?: (file: string) => boolean
  /** Whether imports of templates are spelled as the bundler knows them where it has no templates. */
  readonly isPattern?: boolean
}

/** Source files that do not lie in the folder; without looking ahead, which the bundler's patterns cannot. */
const sourcesOutside = (folder: string | undefined): RegExp => {
  const prefix = folder === undefined ? [] : Array.from(`${folder}${path.sep}`)
  const literal = (text: string) => text.replace(/[^\w/]/gu, "\\$&")
  const differing = prefix.map((char, i) => `${literal(prefix.slice(0, i).join(""))}[^${literal(char)}]`)
  return new RegExp(differing.length === 0 ? "\\.[jt]s$" : `^(?:${differing.join("|")}).*\\.[jt]s$`)
}

const unseen = { isUnseen: true }
/**
 * What stands before the specifier of a library until it is known where that lies: as long as what takes its place, which
 * would otherwise move all places in the source map.
 */
export const besides = "partita-shared-library-besides:"

/**
 * The framework's public face, and what it loads once a program opens a project: an engine of its own, which pipelines that
 * import the face would carry about though none of their nodes opens one.
 */
const face = { file: /\/src\/dataflow\/open\.[jt]s$/, opens: /^\.\/library\/project\.[jt]s$/ }

/** Serves generated entry modules and says what `import.meta` means once files are merged. */
export const project = (
  root: string,
  { entries, isApart, isPattern = false, packageAt, pathOf, urlOf }: ProjectOptions
): Plugin => ({
  name: "partita-project",
  setup(build) {
    build.onResolve({ filter: /^entry:/ }, ({ path: name }) => ({ path: name, namespace: "entry" }))
    build.onLoad({ filter: /.*/, namespace: "entry" }, ({ path: name }) => {
      const entry = entries[name.slice("entry:".length)] ?? ""
      return typeof entry === "string"
        ? { contents: entry, resolveDir: root, loader: "ts" }
        : { contents: entry.contents, resolveDir: path.dirname(path.join(root, entry.file)), loader: "js" }
    })
    build.onResolve({ filter: /^[^.:]/ }, async ({ importer, kind, path: specifier, pluginData, resolveDir }) => {
      if (kind === "entry-point" || path.isAbsolute(specifier) || pluginData === unseen) return undefined
      let meant: string | undefined
      if (isAlias(specifier, resolveDir)) {
        const found = await build.resolve(specifier, { importer, kind, resolveDir, pluginData: unseen })
        if (path.isAbsolute(found.path)) {
          if (!found.path.split(path.sep).includes("node_modules")) return { path: found.path }
          meant = found.path
        }
      }
      const at = specifier.startsWith("node:") ? "outside" : packageAt(specifier, resolveDir, meant)
      if (typeof at === "object") return { path: at.as, external: true }
      if (at === "inside") return undefined
      if (at === "aside") return { path: specifier, external: true, sideEffects: false }
      if (at === "beside") return { path: `${besides}${specifier}`, external: true, sideEffects: false }
      if (at === "hidden") {
        const found = await build.resolve(specifier, { importer, kind, resolveDir, pluginData: unseen })
        const place = kind.startsWith("require") ? found.path : pathToFileURL(found.path).href
        if (path.isAbsolute(found.path)) return { path: place, external: true }
      }
      return { path: specifier, external: true }
    })
    build.onResolve(
      { filter: face.opens },
      ({ importer, kind, path: specifier, resolveDir }) =>
        kind === "dynamic-import" && face.file.test(importer)
          ? { path: urlOf(path.join(resolveDir, specifier)), external: true }
          : undefined
    )
    if (isApart !== undefined) {
      build.onResolve(
        { filter: /^\./ },
        ({ importer, kind, path: specifier }) =>
          kind === "dynamic-import" && isApart(path.relative(root, importer))
            ? { path: specifier, external: true }
            : undefined
      )
    }
    build.onLoad({ filter: sourcesOutside(packageFolder(root, "effect")) }, async ({ path: file }) => {
      if (isLibrary(file)) return undefined
      const contents = await spelled(fs.readFileSync(file, "utf8"), {
        place: (name) => name === "url" ? urlOf(file) : pathOf(name === "dirname" ? path.dirname(file) : file),
        isPattern,
        ...(isPattern ? { importOf: importBeside(file) } : {})
      })
      return contents === undefined ? undefined : { contents, loader: file.endsWith(".ts") ? "ts" : "js" }
    })
  }
})

const isLibrary = (file: string) => /\/node_modules\/(?:effect|@effect)\//.test(file)

/** A file of a bundle, by name relative to the bundle's folder. */
export interface BundledFile {
  readonly name: string
  readonly contents: Uint8Array
}

/** What runs sees the places of its own files. */
const whereItLies = {
  urlOf: (file: string) => pathToFileURL(file).href,
  pathOf: (file: string) => file
}

const filesOf = (root: string, outputs: BuildResult["outputFiles"]): ReadonlyArray<BundledFile> =>
  (outputs ?? []).map((file) => ({
    name: path.relative(path.join(root, "(bundle)"), file.path),
    contents: file.contents
  }))

/** Whether Node finds nothing, or another package, by a name in compiled code, as with pnpm or among linked packages. */
const isElsewhere = (root: string, specifier: string, from: string): boolean =>
  packageFolder(root, packageName(specifier)) === undefined || isSeenOtherwise(root, specifier, from)

/** What compiled pipelines import of libraries, by specifier; `files` names it by placeholders: `withLibraries`. */
export interface ToRun {
  readonly files: ReadonlyArray<BundledFile>
  readonly metafile: Metafile
  readonly libraries: ReadonlyArray<string>
}

/**
 * Bundles for running: an installed partita and linked modules inside, effect beside, other packages outside, dynamic
 * imports in chunks. A package that the project does not see, or sees another one by its name, is imported by its place.
 */
export const bundleToRun = async (root: string, entry: string): Promise<ToRun> => {
  const esbuild = await import("esbuild")
  const result = await esbuild.build({
    ...common(root),
    entryPoints: [{ in: "entry:pipeline", out: "pipeline" }],
    splitting: true,
    minifyWhitespace: true,
    sourcemap: "external", // for failures: run/threads/source-lines.ts
    sourcesContent: false,
    plugins: [project(root, {
      entries: { pipeline: entry },
      ...whereItLies,
      packageAt: (specifier, from) =>
        isEffect(specifier)
          ? "beside"
          : isPartita(specifier) || isSourceModules(specifier, from)
          ? "inside"
          : isSources(specifier, from) || isElsewhere(root, specifier, from)
          ? "hidden"
          : "outside"
    })]
  })
  const imported = Object.values(result.metafile!.outputs).flatMap(({ imports }) => imports.map((each) => each.path))
  const libraries = imported.filter((each) => each.startsWith(besides)).map((each) => each.slice(besides.length))
  return {
    files: filesOf(root, result.outputFiles),
    metafile: result.metafile!,
    libraries: [...new Set(libraries)].sort()
  }
}

/** A module of a library, and the file that imports it, relative to the project: packages may be visible there alone. */
export interface LibraryModule {
  readonly specifier: string
  readonly from: string
}

/** Modules of libraries, compiled together, and the files that they are made of. */
export const bundleLibraries = async (
  root: string,
  modules: ReadonlyArray<LibraryModule>
): Promise<{ readonly files: ReadonlyArray<BundledFile>; readonly inputs: ReadonlyArray<string> }> => {
  const esbuild = await import("esbuild")
  const result = await esbuild.build({
    ...common(root),
    entryPoints: modules.map(({ specifier }) => ({ in: `entry:${specifier}`, out: specifier })),
    splitting: true,
    minifyWhitespace: true,
    plugins: [project(root, {
      entries: Object.fromEntries(
        modules.map(({ from, specifier }) => [
          specifier,
          { contents: `export * from ${JSON.stringify(specifier)}`, file: from }
        ])
      ),
      ...whereItLies,
      packageAt: (specifier, from) =>
        isEffect(specifier) ? "inside" : isElsewhere(root, specifier, from) ? "hidden" : "outside"
    })]
  })
  const inputs = Object.keys(result.metafile!.inputs).filter((file) => !file.startsWith("entry:"))
  return { files: filesOf(root, result.outputFiles), inputs: inputs.map((file) => path.join(root, file)) }
}

/**
 * What files a bundle to run would be made of, and which of them anything is kept of; those of packages other than an
 * installed partita and linked ones are not among them.
 */
export const filesToRun = async (root: string, entry: string): Promise<Metafile> => {
  const esbuild = await import("esbuild")
  const { metafile } = await esbuild.build({
    ...common(root),
    entryPoints: [{ in: "entry:pipeline", out: "pipeline" }],
    splitting: true,
    plugins: [project(root, {
      entries: { pipeline: entry },
      ...whereItLies,
      packageAt: (specifier, from) =>
        isPartita(specifier) || isSources(specifier, from) ? "inside" : isShared(specifier) ? "aside" : "outside"
    })]
  })
  return metafile!
}

/** Version of the bundler, whose printing style is part of every fingerprint. */
export const bundlerVersion = async (): Promise<string> => (await import("esbuild")).version
