/** The syntax tree of a project file, as far as finding and cutting out a top-level expression needs it. */
import type { Expression, ModuleDeclaration, Node, Statement } from "acorn"

/** A file as JavaScript, types and comments gone; `file` is relative to the project. */
export interface Source {
  readonly file: string
  readonly text: string
  readonly body: ReadonlyArray<Statement | ModuleDeclaration>
}

/** An expression in a file. */
export interface Place {
  readonly source: Source
  readonly node: Expression
}

/** A name that a file imports: `name` is what the other file calls it, "*" for all of it. */
export interface Import {
  readonly from: string
  readonly name: string
}

/** Reads a project file. Rejects with the bundler's or the parser's own error. */
export const parseSource = async (root: string, file: string): Promise<Source> => {
  const [{ build }, { parse }] = await Promise.all([import("esbuild"), import("acorn")])
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [file], // and not its text, which settings around it say how to read
    write: false,
    outdir: "(source)",
    target: "node22",
    charset: "utf8",
    legalComments: "none",
    logLevel: "silent"
  })
  const code = outputFiles[0]?.text ?? ""
  return { file, text: code, body: parse(code, { ecmaVersion: "latest", sourceType: "module" }).body }
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && "start" in value

/** The nodes directly below a node, each with the field it stands in. */
export const childrenOf = (node: Node): ReadonlyArray<readonly [field: string, child: Node]> =>
  Object.entries(node).flatMap(([field, value]: [string, unknown]) =>
    (Array.isArray(value) ? value : [value]).filter(isNode).map((child) => [field, child] as const)
  )

/** Whether a name in this place of a node is that of a field and stands for no variable. */
export const isFieldName = (node: Node, field: string): boolean => {
  const { computed, shorthand } = node as { readonly computed?: boolean; readonly shorthand?: boolean }
  return computed === false && shorthand !== true && (field === "property" || field === "key")
}

/** All names that may stand for variables in a piece of code. */
export const namesIn = (node: Node): ReadonlyArray<string> =>
  node.type === "Identifier"
    ? [(node as Node & { readonly name: string }).name]
    : childrenOf(node).flatMap(([field, child]) => isFieldName(node, field) ? [] : namesIn(child))

const changing = /^(?:Call|New|Assignment|Update|TaggedTemplate)Expression$/

/** Whether a piece of code can change anything but itself. */
export const mayChange = (node: Node): boolean =>
  changing.test(node.type) || childrenOf(node).some(([, child]) => mayChange(child))

/** The declaration in a statement, exported or not; undefined for other statements. */
export const declarationIn = (statement: Source["body"][number]) => {
  const inner = statement.type === "ExportNamedDeclaration" || statement.type === "ExportDefaultDeclaration"
    ? statement.declaration
    : statement
  return inner?.type === "VariableDeclaration" || inner?.type === "FunctionDeclaration" ||
      inner?.type === "ClassDeclaration"
    ? inner
    : undefined
}

/** What a declaration gives names to. */
export const declaredNames = (declaration: NonNullable<ReturnType<typeof declarationIn>>): ReadonlyArray<string> =>
  declaration.type === "VariableDeclaration"
    ? declaration.declarations.flatMap(({ id }) => namesIn(id))
    : declaration.id === null
    ? []
    : [declaration.id.name]

const textOf = (name: { readonly type: string; readonly name?: string; readonly value?: unknown }): string =>
  name.type === "Identifier" ? name.name! : String(name.value)

/** The names that a statement imports, by what they are called here. */
export const importedNames = (statement: Source["body"][number]): ReadonlyArray<readonly [string, Import]> => {
  if (statement.type !== "ImportDeclaration") return []
  const from = String(statement.source.value)
  return statement.specifiers.map((each) => [
    each.local.name,
    {
      from,
      name: each.type === "ImportSpecifier"
        ? textOf(each.imported)
        : each.type === "ImportDefaultSpecifier"
        ? "default"
        : "*"
    }
  ])
}

/** What a name stands for in a file: a constant's value, or an import. */
export const bindingOf = (source: Source, name: string): Expression | Import | undefined => {
  for (const statement of source.body) {
    const imported = importedNames(statement).find(([local]) => local === name)
    if (imported !== undefined) return imported[1]
    const declaration = declarationIn(statement)
    if (declaration?.type !== "VariableDeclaration" || declaration.kind !== "const") continue
    const found = declaration.declarations.find(({ id }) => id.type === "Identifier" && id.name === name)
    if (found !== undefined) return found.init ?? undefined
  }
  return undefined
}

/** What a file exports under a name: an expression, or an import that it hands on. */
export const exportOf = (source: Source, name: string): Expression | Import | undefined => {
  for (const statement of source.body) {
    if (statement.type === "ExportDefaultDeclaration" && name === "default") {
      const { declaration } = statement
      return declaration.type === "FunctionDeclaration" || declaration.type === "ClassDeclaration"
        ? undefined
        : declaration as Expression
    }
    if (statement.type !== "ExportNamedDeclaration") continue
    const found = statement.specifiers.find((each) => textOf(each.exported) === name)
    if (found !== undefined) {
      return statement.source == null
        ? bindingOf(source, textOf(found.local))
        : { from: String(statement.source.value), name: textOf(found.local) }
    }
    if (statement.declaration != null && declaredNames(statement.declaration).includes(name)) {
      return bindingOf(source, name)
    }
  }
  return undefined
}
