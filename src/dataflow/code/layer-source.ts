/** Where the layers that a pipeline provides are written, each cut out with all that its file holds for it. */
import type { Expression } from "acorn"
import * as fs from "node:fs"
import * as path from "node:path"
import {
  bindingOf,
  declarationIn,
  declaredNames,
  exportOf,
  type Import,
  importedNames,
  mayChange,
  namesIn,
  parseSource,
  type Place,
  type Source
} from "./syntax.ts"

/** A module whose default export is a layer; relative imports start at `file`, in which the layer is written. */
export interface LayerSource {
  readonly file: string
  readonly contents: string
}

const isImport = (found: Expression | Import): found is Import => "from" in found

/** The namespaces whose members count, by what they are imported from. */
const isNamespace = {
  Pipeline: ({ from, name }: Import) =>
    (name === "*" && /(?:^|\/)dsl\/pipeline\.[jt]s$/.test(from)) || (name === "Pipeline" && from === "partita"),
  Layer: ({ from, name }: Import) =>
    (name === "*" && from === "effect/Layer") || (name === "Layer" && from === "effect")
} as const

/** Arguments of a call such as `Pipeline.provide(…)`; undefined for everything else. */
const argumentsOf = (
  { node, source }: Place,
  namespace: keyof typeof isNamespace,
  names: ReadonlyArray<string>
): ReadonlyArray<Expression> | undefined => {
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return undefined
  const { computed, object, property } = node.callee
  if (computed || object.type !== "Identifier" || property.type !== "Identifier") return undefined
  const bound = bindingOf(source, object.name)
  if (bound === undefined || !isImport(bound) || !isNamespace[namespace](bound)) return undefined
  if (!names.includes(property.name) || node.arguments.some(({ type }) => type === "SpreadElement")) return undefined
  return node.arguments as ReadonlyArray<Expression>
}

const isPipeline = (place: Place): boolean => argumentsOf(place, "Pipeline", ["gen", "provide"]) !== undefined

/**
 * The statements of a file that an expression may depend on: declarations of what is mentioned, what mentions these in
 * turn and may change them, and whatever is no declaration. Pipelines are left out: steps have keys of their own.
 */
const cutOut = ({ node, source }: Place): LayerSource => {
  const statements = source.body.filter(({ type }) => !/^Export(?:All|Default)/.test(type)).map((statement) => {
    const declaration = declarationIn(statement)
    const variables = declaration?.type === "VariableDeclaration" ? declaration.declarations : []
    return {
      statement,
      declaration,
      declared: declaration === undefined ? [] : declaredNames(declaration),
      mentions: new Set(namesIn(declaration ?? statement)),
      isPipeline: variables.some(({ init }) => init != null && isPipeline({ source, node: init })),
      mayChange: mayChange(statement),
      isLiteral: variables.length > 0 && variables.every(({ init }) => init?.type === "Literal")
    }
  })
  const needed = new Set(namesIn(node)) // names that are mentioned by what is kept
  const kept = new Set<typeof statements[number]>()
  const touched = new Set<string>() // names of what is kept and may be changed
  const isKept = (each: typeof statements[number]): boolean =>
    each.declaration === undefined
      ? !/^(?:Import|Export)/.test(each.statement.type)
      : each.declared.some((name) => needed.has(name)) ||
        (!each.isPipeline && each.mayChange && [...touched].some((name) => each.mentions.has(name)))
  for (let before = -1; before < kept.size;) {
    before = kept.size
    for (const each of statements.filter((other) => !kept.has(other) && isKept(other))) {
      kept.add(each)
      for (const name of each.mentions) needed.add(name)
      if (!each.isLiteral) { for (const name of each.declared) touched.add(name) }
    }
  }
  const textAt = ({ end, start }: { readonly start: number; readonly end: number }) => source.text.slice(start, end)
  const lines = statements.flatMap((each) => {
    const { declaration, statement } = each
    if (statement.type !== "ImportDeclaration") return kept.has(each) ? [textAt(declaration ?? statement)] : []
    const tail = source.text.slice(statement.source.start, statement.end)
    if (statement.specifiers.length === 0) return [`import ${tail}`]
    return importedNames(statement).filter(([local]) => needed.has(local)).map(([local, { name }]) =>
      name === "*" ? `import * as ${local} from ${tail}` : `import { ${name} as ${local} } from ${tail}`
    )
  })
  return { file: source.file, contents: [...lines, `export default (${textAt(node)})`].join("\n") }
}

/** Follows names to expressions, through imports of files that are there. */
const follower = (root: string) => {
  const files = new Map<string, Promise<Source>>()
  const read = (named: string): Promise<Source> => {
    // as the bundler does: imports of a file start where it lies, not where links to it do
    const file = path.relative(fs.realpathSync(root), fs.realpathSync(path.join(root, named)))
    const known = files.get(file) ?? parseSource(root, file)
    files.set(file, known)
    return known
  }
  const exported = async (file: string, name: string): Promise<Place | undefined> => {
    const source = await read(file)
    return follow(source, exportOf(source, name))
  }
  const follow = async (source: Source, found: Expression | Import | undefined): Promise<Place | undefined> => {
    if (found === undefined) return undefined
    if (isImport(found)) {
      const file = path.join(path.dirname(source.file), found.from)
      const isThere = found.from.startsWith(".") && found.name !== "*" && fs.existsSync(path.join(root, file))
      return isThere ? exported(file, found.name) : undefined
    }
    return found.type === "Identifier" ? follow(source, bindingOf(source, found.name)) : { source, node: found }
  }
  return { exported, follow }
}

/**
 * The layers that a pipeline file provides, outermost last; what `Layer.merge` puts together counts one by one. Where the
 * file comes to its pipeline in another way than by `Pipeline.gen` and `Pipeline.provide`, the pipeline stands for them.
 */
export const layerSources = async (root: string, file: string): Promise<ReadonlyArray<LayerSource>> => {
  const { exported, follow } = follower(root)
  const split = async (place: Place): Promise<ReadonlyArray<Place>> => {
    const found = await follow(place.source, place.node)
    const merged = found === undefined ? undefined : argumentsOf(found, "Layer", ["merge", "mergeAll"])
    if (found === undefined || merged === undefined) return [place]
    return (await Promise.all(merged.map((node) => split({ source: found.source, node })))).flat()
  }
  const provided = async (place: Place | undefined): Promise<ReadonlyArray<Place> | undefined> => {
    if (place === undefined) return undefined
    const [pipeline, layer] = argumentsOf(place, "Pipeline", ["provide"]) ?? []
    if (layer === undefined) return argumentsOf(place, "Pipeline", ["gen"]) === undefined ? undefined : []
    const inner = await provided(await follow(place.source, pipeline))
    return inner === undefined ? undefined : [...inner, ...await split({ source: place.source, node: layer })]
  }
  const places = await provided(await exported(file, "default"))
  return places?.map(cutOut) ??
    [{ file, contents: `export { default } from ${JSON.stringify(`./${path.basename(file)}`)}` }]
}
