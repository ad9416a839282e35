/**
 * The code of the layer that a pipeline file provides, and which nodes it may reach. What a node requires is a type, gone
 * once code is compiled, so that the answer errs on one side: a node whose key does not hold the layer runs without it.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import type { Fingerprint } from "./fingerprint.ts"
import type { Packages } from "./packages.ts"

/** A layer's fingerprint and what it may be asked for through. */
export interface LayerCode {
  readonly fingerprint: Fingerprint
  /** Files that define services the layer's code mentions. */
  readonly files: ReadonlyArray<string>
  /** Whether services of an installed partita are among them. */
  readonly isPackaged: boolean
  /** Whether it may reach code that names nothing of it, such as a clock of its own. */
  readonly isEverywhere: boolean
}

const statementsOf = (code: string): ReadonlyArray<string> => code.split(/\n(?=[^\s})\]])/)

const declared = /^(?:const|let|var) ([\p{ID_Continue}$]+) = /u

/** A declaration that is a pipeline and nothing else: its steps, their parameters and code are in keys of their own. */
const isPipeline = (statement: string): boolean =>
  /^(?:\/\* @__PURE__ \*\/ )?(?:[\p{ID_Continue}$]+\.)?gen\(/u.test(statement.replace(declared, "")) &&
  declared.test(statement) && /\n\}\);\s*$/.test(statement)

const wordsOf = (text: string): ReadonlyArray<string> => text.match(/[\p{ID_Continue}$]+/gu) ?? []

/** What a statement gives a name to and need not be there for anything else: an import, or a constant that calls nothing. */
const namesOf = (statement: string): ReadonlyArray<string> | undefined => {
  const clause = /^import ([^"]*) from "/.exec(statement)?.[1]
  if (clause !== undefined) return wordsOf(clause).filter((word) => word !== "as")
  const name = declared.exec(statement)?.[1]
  return name === undefined || statement.includes("(") ? undefined : [name]
}

/** Leaves out, until nothing more goes, what only serves to be named and is not. */
const used = (statements: ReadonlyArray<string>): ReadonlyArray<string> => {
  const kept = statements.filter((statement, i) => {
    const names = namesOf(statement)
    if (names === undefined) return true
    const elsewhere = new Set(statements.filter((_, other) => other !== i).flatMap(wordsOf))
    return names.some((name) => elsewhere.has(name))
  })
  return kept.length === statements.length ? kept : used(kept)
}

/** A pipeline file without its pipelines, which are called alike, and without what serves them alone. */
export const withoutPipelines = async (root: string, file: string): Promise<string> => {
  const { transform } = await import("esbuild")
  const { code } = await transform(fs.readFileSync(path.join(root, file), "utf8"), {
    loader: "ts",
    target: "node22",
    charset: "utf8",
    legalComments: "none",
    supported: { "template-literal": false },
    tsconfigRaw: {}
  })
  const statements = statementsOf(code)
  const names = new Set(statements.filter(isPipeline).map((statement) => declared.exec(statement)![1]!))
  return used(statements.filter((statement) => !isPipeline(statement)))
    .map((statement) => statement.replace(/[\p{ID_Continue}$]+/gu, (word) => names.has(word) ? "$pipeline" : word))
    .join("\n")
}

/** Modules of effect that define no service of their own. */
const withoutServices = new Set(
  ("Array BigDecimal Brand Cause Chunk Context Data DateTime Deferred Duration Effect Either Equal Exit Fiber Function " +
    "HashMap HashSet Layer Match MutableRef Number Option Order Pipeable Predicate Queue Record Ref Result Runtime Schedule " +
    "Schema SchemaGetter SchemaIssue SchemaParser SchemaTransformation Scope Semaphore Stream String Struct Tuple Types")
    .split(" ")
)

/** What a bundle imports of effect, by name of module; "*" for all of it. */
const effectModules = (bundle: string): ReadonlyArray<string> =>
  [...bundle.matchAll(/^import ([^"]*) from "effect(?:\/([^"]*))?";$/gm)].flatMap(([, clause = "", module]) =>
    module !== undefined
      ? [module]
      : clause.startsWith("{")
      ? clause.slice(1, -1).split(",").map((each) => each.trim().split(" ")[0]!)
      : ["*"]
  )

/** What a layer reaches, by its bundle, the npm packages it imports, and the files in which it mentions services. */
export const reachOf = (
  bundle: string,
  imported: ReadonlyArray<string>,
  { closureOf }: Packages,
  files: ReadonlyArray<string>
): Omit<LayerCode, "fingerprint"> => {
  const isOnEffect = (name: string) =>
    Object.keys(closureOf(name)).some((each) => /(?:^|node_modules\/)effect$/.test(each))
  const isPackaged = imported.includes("partita")
  const others = imported.filter((name) => name !== "effect" && name !== "partita")
  const isEverywhere = (files.length === 0 && !isPackaged) ||
    effectModules(bundle).some((module) => !withoutServices.has(module)) ||
    others.some((name) => name.startsWith("@effect/") || isOnEffect(name))
  return { files, isPackaged, isEverywhere }
}

/** Whether a node may ask for what a layer provides, `home` being the package that defines the node. */
export const mayAsk = (
  layer: LayerCode,
  codes: ReadonlyArray<Fingerprint>,
  home: string | undefined
): boolean =>
  layer.isEverywhere ||
  (layer.isPackaged && (home !== undefined ||
    codes.some(({ packages }) => Object.keys(packages).some((each) => /(?:^|node_modules\/)partita$/.test(each))))) ||
  codes.some(({ order }) => order.some((part) => layer.files.includes(part.split("#")[0]!)))
