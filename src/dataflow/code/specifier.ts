/** What an import names: effect, this package, another package, sources under the name of one. */
import { isBuiltin } from "node:module"
import { isModular, linkedFolder, packageFolder } from "./packages.ts"

/** The package a specifier names. */
export const packageName = (specifier: string): string =>
  specifier.split("/").slice(0, specifier.startsWith("@") ? 2 : 1).join("/")

/** effect, which pipelines load beside their own code. */
export const isEffect = (specifier: string) => /^(?:effect|@effect\/[\w-]+)(?:\/|$)/.test(specifier)

/** This package, by whatever of its faces. */
export const isPartita = (specifier: string) => packageName(specifier) === "partita"

/** effect and this package: what a pipeline and its nodes must share one copy of. */
export const isShared = (specifier: string) => isEffect(specifier) || isPartita(specifier)

/** Whether a package's files are sources, which are hashed and watched. */
export const isSources = (specifier: string, from: string): boolean =>
  !isEffect(specifier) && !isFramework(specifier) && linkedFolder(from, packageName(specifier)) !== undefined

/** What package.json ("imports") or tsconfig.json ("paths") may mean by a name that no package has. */
export const isAlias = (specifier: string, from: string): boolean =>
  !specifier.startsWith("node:") && !isBuiltin(specifier) && !isShared(specifier) &&
  (specifier.startsWith("#") || packageFolder(from, packageName(specifier)) === undefined)

/** Whether a package that is imported from a folder is not the one that the project itself sees by its name. */
export const isSeenOtherwise = (root: string, specifier: string, from: string): boolean => {
  const name = packageName(specifier)
  const found = packageFolder(from, name)
  return found !== undefined && found !== packageFolder(root, name)
}

/** Whether these sources can be put among modules. */
export const isSourceModules = (specifier: string, from: string): boolean =>
  isSources(specifier, from) && isModular(linkedFolder(from, packageName(specifier))!)

/** The framework itself decides no result: what of it does has a version in every key. */
const isFramework = (specifier: string): boolean => specifier === "partita" || specifier === "partita/testing"

/** Package names behind import specifiers, without Node's own modules, the project's and the framework. */
export const packagesAmong = (specifiers: ReadonlyArray<string>): ReadonlyArray<string> => {
  const named = specifiers.filter((specifier) => !/^(?:node:|\.)/.test(specifier) && !isFramework(specifier))
  return [...new Set(named.map(packageName))].sort()
}
