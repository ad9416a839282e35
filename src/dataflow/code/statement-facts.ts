/**
 * What a statement may change when it is executed, told from its text: which names it assigns to or calls something of.
 * Where that is not certain the answer errs on one side, so that rather too much counts as changed than too little.
 */
import type { Node } from "acorn"
import { isMutableModule, isPureCall, nameOf, rootOf, type Sort, type Statement, type Whole } from "./statements.ts"
import { childrenOf, isFieldName, namesIn } from "./syntax.ts"

/** What a statement does by itself; what it calls does the rest. */
export interface Facts {
  /** Names of the project's values that it may change. */
  readonly touches: Set<string>
  /** Packages that it calls something of for what that does. */
  readonly packages: Set<string>
  /** Names of what it may call. */
  readonly calls: Set<string>
  /** Values that it hands to what it calls, which may change what it is handed. */
  readonly given: Array<{ readonly to: string; readonly values: ReadonlyArray<string> }>
  /** Names of what returns, or holds, what it changes. */
  readonly opens: Set<string>
  /** It changes what JavaScript brings, such as a prototype. */
  isEverywhere: boolean
  /** It changes something that it was handed, or that it got from somewhere. */
  isLoose: boolean
}

const isHarmlessMethod = new Set(
  ("at concat entries every filter find findIndex findLast flat flatMap forEach get getOrThrow has includes indexOf join keys " +
    "lastIndexOf map pipe reduce reduceRight replace replaceAll slice some split startsWith endsWith subarray test toFixed " +
    "toJSON toLocaleString toLowerCase toReversed toSorted toSpliced toString toUpperCase trim values valueOf with bind")
    .split(" ")
)

const isHarmlessGlobal = new Set("console performance crypto structuredClone queueMicrotask undefined".split(" "))

const isHarmlessOfProcess = new Set("cwd emitWarning hrtime memoryUsage uptime cpuUsage nextTick".split(" "))

/** Functions of JavaScript that change the first thing they are given. */
const changesFirst =
  /^(?:Object\.(?:assign|definePropert(?:y|ies)|setPrototypeOf)|Reflect\.(?:set|apply|defineProperty|deleteProperty|setPrototypeOf)|Atomics\.\w+|.*\.prototype\.\w+\.(?:call|apply))$/

const makesNew = new Set(
  "concat filter flat flatMap from fromEntries entries keys map of slice split toSorted with".split(" ")
)

const isFresh = (value: Node | null | undefined): boolean => {
  if (value == null) return false
  const { callee } = value as Node & { readonly callee?: Node & { readonly property?: Node } }
  if (value.type === "CallExpression") return makesNew.has(nameOf(callee?.property) ?? "")
  return /^(?:New|Array|Object|Class|Function|ArrowFunction|Binary|Unary|Update)Expression$|Literal$/.test(value.type)
}

/** Names inside a statement, and whether each holds only what the statement makes itself. */
const localsOf = ({ names, node }: Statement): ReadonlyMap<string, boolean> => {
  const locals = new Map<string, boolean>()
  const add = (pattern: Node | null | undefined, isNew: boolean) => {
    if (pattern == null) return
    for (const name of namesIn(pattern)) {
      if (!names.includes(name)) locals.set(name, isNew && locals.get(name) !== false)
    }
  }
  const visit = (each: Node): void => {
    const { id, init, param, params } = each as Node & {
      readonly id?: Node
      readonly init?: Node
      readonly param?: Node
      readonly params?: ReadonlyArray<Node>
    }
    if (each.type === "VariableDeclarator") add(id, isFresh(init))
    else if (/Function|^Class/.test(each.type)) add(id, true)
    for (const parameter of params ?? []) add(parameter, false)
    if (each.type === "CatchClause") add(param, false)
    for (const [, child] of childrenOf(each)) visit(child)
  }
  visit(node)
  return locals
}

type Call = Node & {
  readonly callee?: Node
  readonly tag?: Node
  readonly quasi?: Node
  readonly arguments?: ReadonlyArray<Node>
}

const hasCall = (chain: Node): boolean => {
  const { callee, object } = chain as Node & { readonly callee?: Node; readonly object?: Node }
  return callee !== undefined || (object !== undefined && hasCall(object))
}

/** Whether a call of the library makes a pipeline, whose generator is run in every process and before every step. */
const isGenerated = (root: string, called: string): boolean => called === "gen" && !/^Effect\d*$/.test(root)

/**
 * The facts of a statement: of what it does as it is loaded, or, with `isCalled`, of what the functions in it do too.
 */
export const factsOf = (
  { byName, imports, sortOf, text }: Whole,
  statement: Statement,
  isCalled: boolean
): Facts => {
  const locals = localsOf(statement)
  // what is called there makes or places nodes
  const isPlacing = /\byield\*/.test(statement.text) || statement.names.some((name) => sortOf(name) === "constant")
  const sort = (name: string): Sort => locals.has(name) ? "local" : sortOf(name)
  const facts: Facts = {
    touches: new Set(),
    packages: new Set(),
    calls: new Set(),
    given: [],
    opens: new Set(),
    isEverywhere: false,
    isLoose: false
  }
  const isOwn = (name: string) => ["code", "constant", "value"].includes(sort(name))
  const ownIn = (nodes: ReadonlyArray<Node>) => nodes.flatMap(namesIn).filter(isOwn)
  const valuesIn = (nodes: ReadonlyArray<Node>) => nodes.flatMap(namesIn).filter((name) => sort(name) === "value")

  /** `isInside`: not the name is given another value, but what it stands for is changed. */
  const change = (target: Node, isInside = target.type === "MemberExpression"): void => {
    if (target.type.endsWith("Pattern")) {
      for (const [field, child] of childrenOf(target)) if (!isFieldName(target, field)) change(child)
      return
    }
    const root = rootOf(target)
    const name = nameOf(root)
    if (name === undefined) {
      if (root.type !== "ThisExpression" && root.type !== "Super" && !isFresh(root)) facts.isLoose = true
      return
    }
    const of = sort(name)
    if (of === "global") facts.isEverywhere ||= name !== "exports" && name !== "module"
    else if (of === "package" || of === "library") facts.packages.add(imports.get(name) ?? "")
    else if (of === "local") facts.isLoose ||= isInside && locals.get(name) === false
    else {
      facts.touches.add(name)
      if (hasCall(target)) facts.opens.add(name)
    }
  }

  /** Whether the functions handed to a call may be called by it. */
  const call = (node: Call): boolean => {
    const callee = node.callee ?? node.tag!
    const args = node.arguments ?? []
    const root = rootOf(callee)
    const name = nameOf(root)
    const method = callee.type === "MemberExpression"
      ? nameOf((callee as Node & { readonly property: Node }).property) ?? ""
      : undefined
    if (isPureCall(text, node)) return false
    const of = name === undefined ? "local" : sort(name)
    const path = text.slice(callee.start, callee.end)
    if (of === "library") {
      const called = method ?? name ?? ""
      const isRun = /^run[A-Z]/.test(called)
      if (isRun) { for (const each of ownIn(args)) facts.calls.add(each) }
      if (isRun || isMutableModule(name!)) { for (const each of valuesIn(args)) facts.touches.add(each) }
      if (!isRun && !isGenerated(name!, called)) return false
      for (const each of args) if (sort(nameOf(each) ?? "") === "code") facts.calls.add(nameOf(each)!)
      return true
    }
    for (const each of ownIn(args)) if (sort(each) === "code") facts.calls.add(each)
    if (of === "global") {
      if (changesFirst.test(path)) {
        if (args[0] !== undefined) change(args[0], true)
        return true
      }
      const isHarmless = method === undefined || /^[A-Z]/.test(name!) || isHarmlessGlobal.has(name!) ||
        (name === "process" && isHarmlessOfProcess.has(method))
      if (!isHarmless) facts.isEverywhere = true
      return true
    }
    if (of === "package") {
      for (const each of valuesIn(args)) facts.touches.add(each)
      if (statement.names.length === 0) facts.packages.add(imports.get(name!)!)
      return true
    }
    const isHarmless = method !== undefined && isHarmlessMethod.has(method)
    if (of === "code" || of === "value") {
      facts.calls.add(name!)
      facts.given.push({ to: name!, values: valuesIn(args) })
      if (method !== undefined && !isHarmless && hasCall((callee as Node & { readonly object: Node }).object)) {
        facts.opens.add(name!)
      }
      if (of === "value" && !isHarmless && !(isPlacing && (method === undefined || method === "as"))) {
        for (const each of [name!, ...valuesIn(args)]) facts.touches.add(each)
      }
    } else if (of === "local" && method !== undefined && !isHarmless) {
      const isOwnNew = name === undefined ? root.type !== "CallExpression" : locals.get(name) === true
      facts.isLoose ||= !isOwnNew && root.type !== "Super"
    }
    return true
  }

  const visit = (node: Node, runs: boolean): void => {
    const { argument, left, operator } = node as Node & {
      readonly argument?: Node
      readonly left?: Node
      readonly operator?: string
    }
    if (/Function/.test(node.type) && !runs) return
    if (node.type === "AssignmentExpression") change(left!)
    if (node.type === "UpdateExpression" || operator === "delete") change(argument!)
    if (/^For(?:In|Of)/.test(node.type) && left!.type !== "VariableDeclaration") change(left!)
    const isCall = /^(?:CallExpression|NewExpression|TaggedTemplateExpression)$/.test(node.type)
    const isRun = isCall && call(node)
    for (const [, child] of childrenOf(node)) visit(child, runs || isRun)
  }
  visit(statement.node, isCalled)
  const alias = nameOf(statement.value)
  if (alias !== undefined && isOwn(alias)) facts.calls.add(alias)
  if (facts.isLoose) {
    for (const name of statement.mentions) {
      if (!locals.has(name) && sort(name) === "value" && byName.get(name) !== statement) facts.touches.add(name)
    }
  }
  return facts
}
