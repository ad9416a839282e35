/** All modules of a pipeline as one text: its top-level statements in the order in which they run, and what names stand for. */
import type { Node } from "acorn"
import { childrenOf, declarationIn, declaredNames, importedNames, namesIn, type Source } from "./syntax.ts"

/** A statement at the top level; `names` are those it declares, `value` what these are given where it is one expression. */
export interface Statement {
  readonly file: string
  readonly text: string
  readonly node: Source["body"][number]
  readonly names: ReadonlyArray<string>
  readonly mentions: ReadonlySet<string>
  readonly value: Node | undefined
  /** What it declares is a function, or a class that holds nothing. */
  readonly isCode: boolean
}

/**
 * What a name stands for: a package, effect and the framework among them as `library`; `code` and `constant` of the project,
 * which nothing is known to change, and any other `value`; a name inside a statement; one that JavaScript brings.
 */
export type Sort = "library" | "package" | "code" | "constant" | "value" | "local" | "global"

/** Statements and names of a whole. */
export interface Whole {
  readonly text: string
  readonly statements: ReadonlyArray<Statement>
  readonly byName: ReadonlyMap<string, Statement>
  /** Specifiers by the names that are imported. */
  readonly imports: ReadonlyMap<string, string>
  readonly sortOf: (name: string) => Sort
}

/** Tells from a specifier, or a file, whether it is of effect or the framework. */
export type IsLibrary = (specifier: string) => boolean

const pure = "/* @__PURE__ */ "

/** Whether a call is said to do nothing else than to return a value. */
export const isPureCall = (text: string, { start }: Node): boolean => text.slice(start - pure.length, start) === pure

/** Whether what a module of effect makes, by its name in a bundle, can be changed. */
export const isMutableModule = (name: string): boolean =>
  /^(?:Mutable\w*|Tx\w+|\w*Ref|Queue|PubSub|Deferred)\d*$/.test(name)

/** What a chain such as `a.b(c).d` begins with. */
export const rootOf = (node: Node): Node => {
  const { callee, expression, object, tag } = node as Node & Record<"callee" | "expression" | "object" | "tag", Node>
  if (node.type === "MemberExpression") return rootOf(object)
  if (node.type === "CallExpression" || node.type === "NewExpression") return rootOf(callee)
  if (node.type === "TaggedTemplateExpression") return rootOf(tag)
  return node.type === "ChainExpression" || node.type === "ParenthesizedExpression" ? rootOf(expression) : node
}

/** The name of an identifier; undefined for another node. */
export const nameOf = (node: Node | null | undefined): string | undefined =>
  node?.type === "Identifier" ? (node as Node & { readonly name: string }).name : undefined

const isFunction = (node: Node | undefined): boolean => node !== undefined && /Function/.test(node.type)

/** Classes that keep nothing of their own, which is what a static member or a computed name would be. */
const isPlainClass = (node: Node): boolean =>
  childrenOf(node).filter(([field]) => field === "body").flatMap(([, body]) => childrenOf(body)).every(([, member]) => {
    const { computed, static: isStatic } = member as Node & { readonly computed?: boolean; readonly static?: boolean }
    return computed !== true && member.type !== "StaticBlock" &&
      (isStatic !== true || member.type === "MethodDefinition")
  })

const fileComments = (text: string, isSource: (file: string) => boolean) => {
  const found: Array<{ readonly at: number; readonly file: string }> = []
  for (const { 1: file = "", index } of text.matchAll(/^\/\/ (.+)$/gm)) {
    if (isSource(file)) found.push({ at: index, file })
  }
  return found
}

const bodyOf = async (text: string): Promise<Source["body"] | undefined> => {
  const { parse } = await import("acorn")
  try {
    return parse(text, { ecmaVersion: "latest", sourceType: "module" }).body
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/**
 * The statements of a bundle without template literals, each in the file that its bundler names above it; undefined where
 * the parser does not understand it.
 */
export const readWhole = async (
  text: string,
  { isLibrary, isSource }: { readonly isLibrary: IsLibrary; readonly isSource: (file: string) => boolean }
): Promise<Whole | undefined> => {
  const body = await bodyOf(text)
  if (body === undefined) return undefined
  const files = fileComments(text, isSource)
  const imports = new Map<string, string>()
  const statements: Array<Statement> = []
  let at = 0
  for (const node of body) {
    for (const [local, { from }] of importedNames(node)) imports.set(local, from)
    while (at < files.length && files[at]!.at < node.start) at++
    if (/^Import|^Export/.test(node.type)) continue
    const declaration = declarationIn(node)
    const only = declaration?.type === "VariableDeclaration" && declaration.declarations.length === 1
      ? declaration.declarations[0]!
      : undefined
    const value = only === undefined ? undefined : only.init ?? undefined
    const made = declaration?.type === "VariableDeclaration" ? value : declaration
    let mentioned: ReadonlySet<string> | undefined // asked of few
    statements.push({
      file: files[at - 1]?.file ?? "",
      text: text.slice(node.start, node.end),
      node,
      names: declaration === undefined ? [] : declaredNames(declaration),
      get mentions() {
        return mentioned ??= new Set(namesIn(node))
      },
      value,
      isCode: isFunction(made) || (made !== undefined && made.type.startsWith("Class") && isPlainClass(made))
    })
  }
  const byName = new Map(statements.flatMap((each) => each.names.map((name) => [name, each] as const)))
  const isConstant = ({ node, value }: Statement): boolean => {
    if (value === undefined || (node as Node & { readonly kind?: string }).kind === "let") return false
    if (/^(?:Literal|TemplateLiteral|UnaryExpression|BinaryExpression)$/.test(value.type)) return true
    const root = nameOf(rootOf(value))
    return root !== undefined && sortOf(root) === "library" && !isMutableModule(root)
  }
  /** What a second name of something stands for. */
  const sortOfAlias = ({ value }: Statement): Sort | undefined => {
    const name = nameOf(value)
    return name === undefined || !byName.has(name) ? undefined : sortOf(name)
  }
  const sorts = new Map<string, Sort>()
  const sortOf = (name: string): Sort => {
    const known = sorts.get(name)
    if (known !== undefined) return known
    const from = imports.get(name)
    const statement = byName.get(name)
    sorts.set(name, "value") // of what is made of itself
    const sort = from !== undefined
      ? isLibrary(from) ? "library" : "package"
      : statement === undefined
      ? "global"
      : statement.file === "" // the bundler's own
      ? "library"
      : statement.isCode
      ? "code"
      : sortOfAlias(statement) ?? (isConstant(statement) ? "constant" : "value")
    sorts.set(name, sort)
    return sort
  }
  return { text, statements, byName, imports, sortOf }
}
