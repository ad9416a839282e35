/** Finds nodes, and the modules they import by name, among what compiled files export: by their brand, wherever they lie. */
import type { Metafile } from "esbuild"
import { type CodeModule, isCodeModule } from "../dsl/code-module.ts"
import type { AnyDefinition } from "../dsl/definition.ts"
import { exportedNodes } from "../dsl/placement.ts"
import type { Fingerprint, NodeLocation } from "./fingerprint.ts"
import { type Framework, isPackaged, reaches } from "./framework.ts"
import type { Compiled } from "./import-compiled.ts"

/** The project a compiled pipeline belongs to, and what it was compiled from. */
export interface Surroundings {
  readonly root: string
  readonly framework: Framework
  readonly metafile: Metafile
}

/** A node and where it is defined. */
export interface DefinedNode extends NodeLocation {
  readonly definition: AnyDefinition
}

/** A module of code that nodes import by name, and where it is exported. */
export interface ModuleLocation extends NodeLocation {
  readonly module: CodeModule<unknown>
}

const packageOf = ({ framework, root }: Surroundings, file: string): string | undefined =>
  isPackaged(root, framework, file) ? framework.package?.name : undefined

/**
 * Nodes by name, each at the file that defines it: of several that export it, the one that gets it from no other. Throws
 * when two nodes have one name.
 */
export const locateNodes = (
  modules: Compiled["modules"],
  surroundings: Surroundings
): Readonly<Record<string, DefinedNode>> => {
  const found = Object.create(null) as Record<string, DefinedNode> // a node may be called constructor
  for (const { definition, exportName, file } of exportedNodes(modules)) {
    const known = found[definition.node]
    if (known !== undefined && known.definition !== definition) {
      throw new Error(`two nodes are called "${definition.node}": ${known.file} and ${file}`)
    }
    if (known !== undefined && !(known.file !== file && reaches(surroundings.metafile, known.file, file))) continue
    const { assets } = definition
    found[definition.node] = { file, package: packageOf(surroundings, file), exportName, assets, definition }
  }
  return found
}

/**
 * The exported modules of code that nodes import by name, each under "file#export". A dynamic import beside them would be
 * in nobody's fingerprint: throws then.
 */
export const locateModules = (
  modules: Compiled["modules"],
  surroundings: Surroundings
): Readonly<Record<string, ModuleLocation>> => {
  const found: Record<string, ModuleLocation> = {}
  const { inputs } = surroundings.metafile
  for (const [file, exports] of Object.entries(modules)) {
    const own = Object.entries(exports).filter(([, value]) => isCodeModule(value))
    for (const [exportName, module] of own as ReadonlyArray<[string, CodeModule<unknown>]>) {
      found[`${file}#${exportName}`] = { file, package: packageOf(surroundings, file), exportName, assets: [], module }
    }
    const imported = inputs[file]?.imports.filter(({ kind }) => kind === "dynamic-import").length ?? 0
    if (own.length > 0 && imported !== own.length) {
      throw new Error(`${file} exports ${own.length} modules of code and imports ${imported}: export each by itself`)
    }
  }
  return found
}

/** Fingerprints of the modules a node imports by name. Throws when one of them is not exported. */
export const modulesOf = (
  node: string,
  { modules }: AnyDefinition,
  located: Readonly<Record<string, ModuleLocation>>,
  prints: Readonly<Record<string, Fingerprint>>
): Readonly<Record<string, Fingerprint>> =>
  Object.fromEntries(
    Object.entries(modules).map(([name, module]) => {
      const at = Object.keys(located).find((place) => located[place]!.module === module)
      if (at === undefined) throw new Error(`the module "${name}" of node "${node}" is not exported by its file`)
      return [name, prints[at]!]
    })
  )
