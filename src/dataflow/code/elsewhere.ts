/**
 * What a node's own bundle cannot show: that a file it does not import changes, as that is loaded, what it computes with,
 * or that files of its own are loaded in another order by others. It is rare, and then part of the fingerprint.
 */
import { digestOf } from "../../format/digest.ts"
import { bundleWhole } from "./bundle-whole.ts"
import type { Code, CodeParts } from "./code-parts.ts"
import { closure, type ModuleEffect, moduleEffects } from "./module-effects.ts"
import type { ImportedPackage } from "./packages.ts"
import { isEffect, isPartita, packageName, packagesAmong } from "./specifier.ts"
import { nameOf, readWhole, rootOf, type Statement } from "./statements.ts"

/** What is added to a fingerprint; `order` stands before its own. */
export interface Addition {
  readonly executed: ReadonlyArray<string>
  readonly parts: CodeParts
  readonly order: ReadonlyArray<string>
  readonly packages: ReadonlyArray<ImportedPackage>
}

/** What modules elsewhere do to some code; `undefined` where nothing. `nameOfPart` says what a part is called elsewhere. */
export type Elsewhere = (
  code: Pick<Code, "parts" | "order">,
  packages: ReadonlyArray<ImportedPackage>,
  nameOfPart?: (part: string) => string
) => Addition | undefined

/** Without the number that tells declarations of one name apart in a bundle. */
export const plain = (part: string): string => part.replace(/\d+$/, "")

const partsOf = ({ file, names }: Statement): ReadonlyArray<string> =>
  names.length === 0 ? [`${file}#(top level)`] : names.map((name) => plain(`${file}#${name}`))

const withoutRepeats = (names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.filter((name, i) => name !== names[i - 1])

const isNode = ({ value }: Statement): boolean => value !== undefined && /^Node\d*$/.test(nameOf(rootOf(value)) ?? "")

/** The modules of a pipeline, by a generated entry that imports them as they are executed. */
export interface Modules {
  readonly root: string
  readonly entry: string
  /** The framework's folder. */
  readonly framework: string
  readonly isSource: (file: string) => boolean
}

/**
 * Reads what the modules of a pipeline do to each other; where the parser does not understand them, anything. Rejects with
 * the bundler's own error.
 */
export const effectsElsewhere = async ({ entry, framework, isSource, root }: Modules): Promise<Elsewhere> => {
  const isLibrary = (specifier: string) => isEffect(specifier) || isPartita(specifier)
  const { loaded, seen, text } = await bundleWhole(root, entry, framework)
  const whole = await readWhole(text, { isLibrary, isSource })
  if (whole === undefined) return () => ({ executed: [digestOf(text)], parts: {}, order: [], packages: [] })
  const { byName, imports, sortOf, statements } = whole
  const effects = moduleEffects(whole)
  const everywhere = loaded.filter((name) => !isLibrary(name))
  if (effects.length === 0 && everywhere.length === 0) return () => undefined
  const partOf = (name: string): string => partsOf({ ...byName.get(name)!, names: [name] })[0]!
  const declared = (names: Iterable<string>): ReadonlyArray<Statement> =>
    [...names].flatMap((name) => sortOf(name) === "library" ? [] : byName.get(name) ?? [])
  const needed = (first: Statement) =>
    closure([first], (each) => declared(each.mentions).filter((other) => !isNode(other)))
  const mentioned = (statement: Statement) =>
    closure(statement.mentions, (name) => sortOf(name) === "code" ? byName.get(name)!.mentions : [])

  return (code, packages, nameOfPart = (part) => part) => {
    const own = new Set(Object.keys(code.parts).map((part) => plain(nameOfPart(part))))
    const imported = new Set(packages.map(({ name }) => name))
    const isOwn = (statement: Statement) => partsOf(statement).some((part) => own.has(part))
    const touchedBy = ({ touches }: ModuleEffect) => [...touches].filter((name) => own.has(partOf(name)))
    const reaching = effects.filter((effect) =>
      effect.isEverywhere || touchedBy(effect).length > 0 ||
      [...effect.packages].some((each) => each.startsWith("node:") || imported.has(packageName(each)))
    )
    const others = everywhere.filter((name) => !imported.has(name))
    if (reaching.length === 0 && others.length === 0) return undefined
    const touched = new Set(reaching.flatMap(touchedBy))
    const isAnywhere = reaching.some(({ isEverywhere, packages }) => isEverywhere || packages.size > 0)
    const changing = new Set(reaching.map(({ statement }) => statement))
    const foreign = new Set([...changing].filter((statement) => !isOwn(statement)))
    const reads = (statement: Statement) =>
      isAnywhere || statement.names.some((name) => touched.has(name)) ||
      [...mentioned(statement)].some((name) => touched.has(name))
    const inOrder = statements.filter((each) =>
      changing.has(each) || (!each.isCode && !isNode(each) && each.file !== "" && isOwn(each) && reads(each))
    )
    const order = withoutRepeats(inOrder.flatMap(partsOf))
    const among = new Set(order)
    const itsOwn = withoutRepeats(code.order.map((part) => plain(nameOfPart(part))).filter((part) => among.has(part)))
    if (foreign.size === 0 && others.length === 0 && order.join("\n") === itsOwn.join("\n")) return undefined
    const kept = new Set([...foreign].flatMap((each) => [...needed(each)]))
    const texts = Map.groupBy(
      [...kept].flatMap((each) => partsOf(each).map((part) => ({ part, each }))),
      ({ part }) => part
    )
    const parts = Object.fromEntries(
      [...texts].map(([part, each]) => [part, digestOf(each.map(({ each: { text } }) => text).join("\n")).slice(0, 12)])
    )
    const specifiers = [...kept].flatMap(({ mentions }) => [...mentions].flatMap((name) => imports.get(name) ?? []))
    return {
      executed: [...others, ...order, ...statements.filter((each) => kept.has(each)).map(({ text }) => text)],
      parts,
      order,
      packages: packagesAmong([...others, ...specifiers]).flatMap(seen)
    }
  }
}
