/**
 * The code of the layers that a pipeline provides, and which nodes they may reach. What a node requires is a type, gone once
 * code is compiled, so that the answer errs on one side: a node in whose key no layer is runs without them.
 */
import { bundleToHash, type Hashed } from "./bundle-hash.ts"
import { codeOf } from "./code-parts.ts"
import { plain } from "./elsewhere.ts"
import { type Fingerprint, type FingerprintOptions, isSource, printer } from "./fingerprint.ts"
import { type LayerSource, layerSources } from "./layer-source.ts"
import type { Packages } from "./packages.ts"
import { wordReader, type Words } from "./words.ts"

/** A layer as a step's key holds it; `file` is where it is written, which its fingerprint calls "(layer)". */
export interface ServiceCode {
  readonly file: string
  readonly fingerprint: Fingerprint
}

/** A layer and what it may be asked for through; `name` is that of its services. */
export interface LayerCode extends ServiceCode {
  readonly name: string
  /** Parts that define the services it mentions. */
  readonly services: ReadonlyArray<string>
  /** The keys of these. */
  readonly keys: Readonly<Record<string, string>>
  /** Whether services of an installed partita are among them. */
  readonly isPackaged: boolean
  /** Whether it may reach code that names nothing of it, such as a clock of its own. */
  readonly isEverywhere: boolean
}

/** Modules of effect that define no service of their own. */
const withoutServices = new Set(
  ("Array BigDecimal Cause Chunk Context Data DateTime Deferred Duration Effect Equal Exit Fiber Function HashMap HashSet " +
    "Layer Match MutableRef Number Option Order Pipeable Predicate Queue Record Ref Result Runtime Schedule Schema " +
    "SchemaGetter SchemaIssue SchemaParser SchemaTransformation Scope Semaphore Stream String Struct Tuple Types")
    .split(" ")
)

/** What a bundle imports of effect, by name of module; "*" for all of it. */
const effectModules = (bundle: string): ReadonlyArray<string> =>
  [...bundle.matchAll(/^import ([^"]*)"effect(?:\/([^"]*))?";$/gm)].flatMap(([, clause = "", module]) =>
    module !== undefined
      ? [module]
      : clause.startsWith("{")
      ? clause.slice(1, clause.indexOf("}")).split(",").map((each) => each.trim().split(" ")[0]!)
      : ["*"]
  )

const isOn = (packages: Readonly<Record<string, string>>, name: string): boolean =>
  Object.keys(packages).some((each) => each === name || each.endsWith(`node_modules/${name}`))

const marker = "(layer)"

const layerCode = (
  { files, packages, text }: Hashed,
  file: string,
  { print, words }: { readonly print: Awaited<ReturnType<typeof printer>>; readonly words: Words },
  { closureOf }: Packages
): LayerCode => {
  const code = codeOf(text, (each) => each === marker || isSource(each), words)
  const keys = Object.fromEntries(
    Object.entries(code.services).map(([part, key]) => [plain(part).replace(marker, file), key])
  )
  const services = Object.keys(keys)
  const isPackaged = packages.some(({ name }) => name === "partita")
  const others = packages.filter(({ name }) => name !== "effect" && name !== "partita")
  return {
    file,
    fingerprint: print(code, packages, files, (part) => part.replace(`${marker}#`, `${file}#`)),
    name: services.map((part) => part.split("#")[1]!).join(", "),
    services,
    keys,
    isPackaged,
    isEverywhere: (services.length === 0 && !isPackaged) ||
      effectModules(text).some((module) => !withoutServices.has(module)) ||
      others.some((each) => each.name.startsWith("@effect/") || isOn(closureOf(each), "effect"))
  }
}

/** Where a layer that was cut out says something of itself, its file: lines are its own. */
const placeIn = (sources: ReadonlyArray<LayerSource>, place: string): string => {
  const [, index] = /^entry:(?:entry:)?(\d+)\/layer/.exec(place) ?? []
  return index === undefined ? place : sources[Number(index)]!.file
}

/** The layers that a pipeline file provides, in the order in which they are. */
export const fingerprintLayers = async (
  root: string,
  file: string,
  options: FingerprintOptions
): Promise<ReadonlyArray<LayerCode>> => {
  const sources = await layerSources(root, file)
  const entries = Object.fromEntries(sources.map((source, i) => [`${i}/layer`, source])) // all "layer" in their bundles
  const [bundles, print, words] = await Promise.all([
    bundleToHash(root, entries, { ...options, onComputed: (place) => options.onComputed?.(placeIn(sources, place)) }),
    printer(options),
    wordReader()
  ])
  return sources.map((source, i) => {
    const bundle = bundles[`${i}/layer`]!
    const marked = bundle.text.replaceAll(`// entry:entry:${i}/layer\n`, `// ${marker}\n`)
    return layerCode({ ...bundle, text: marked }, source.file, { print, words }, options.packages)
  })
}

/**
 * Refuses a service that shares its key with one of a layer: effect finds services by their keys alone, so that a node
 * would be served by a layer which its code does not lead to. Throws then.
 */
export const checkServices = (layers: ReadonlyArray<LayerCode>, codes: ReadonlyArray<Fingerprint>): void => {
  const provided = layers.flatMap(({ keys }) => Object.entries(keys))
  const asked = codes.flatMap(({ services }) => Object.entries(services).map(([part, key]) => [plain(part), key]))
  for (const [part, key] of provided) {
    const other = [...provided, ...asked].find(([each, name]) => key !== "" && name === key && each !== part)
    if (other === undefined) continue
    const [here, there] = [part, other[0]!].map((each) => each.replace("#", "'s "))
    throw new Error(`two services have the key "${key}", ${here} and ${there}: give each a key of its own`)
  }
}

/** The layers a node may ask for something, by name, `home` being the package that defines the node. */
export const servicesOf = (
  layers: ReadonlyArray<LayerCode>,
  codes: ReadonlyArray<Fingerprint>,
  home: string | undefined
): Readonly<Record<string, ServiceCode>> => {
  const parts = new Set(codes.flatMap((code) => Object.keys(code.services).map(plain)))
  const isOnPartita = home !== undefined || codes.some(({ packages }) => isOn(packages, "partita"))
  const found: Record<string, ServiceCode> = {}
  for (const { file, fingerprint, isEverywhere, isPackaged, name, services } of layers) {
    if (!(isEverywhere || (isPackaged && isOnPartita) || services.some((part) => parts.has(part)))) continue
    const base = name === "" ? marker : name
    let free = base
    for (let i = 2; free in found; i++) free = `${base} (${i})`
    found[free] = { file, fingerprint }
  }
  return found
}

/** What a key holds of layers. */
export const serviceHashes = (services: Readonly<Record<string, ServiceCode>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(services).map(([name, { fingerprint }]) => [name, fingerprint.hash]))

/** Where a part of a layer's code stands: its file, the layer's own for what was cut out of it, and what it is called. */
export const placeOf = (part: string, { file }: ServiceCode): { readonly file: string; readonly symbol: string } => {
  const [where = "", symbol = ""] = part.split("#")
  return where === marker ? { file, symbol: symbol === "layer_default" ? "" : symbol } : { file: where, symbol }
}
