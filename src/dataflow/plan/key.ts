/**
 * Action keys: the hash of all that decides a node's outputs. Upstream keys never enter, only the digests of what was
 * produced, so a re-run that yields the same bytes stops there.
 */
import { canonicalJson } from "../../format/canonical-json.ts"
import { digestOf } from "../../format/digest.ts"
import { serviceHashes } from "../code/layer.ts"
import { descriptionDigest } from "../dsl/description.ts"
import type { ActionRecord } from "../store/action.ts"
import { fieldsOf, isAnything, isFinite, isText, optional, structOf } from "../store/shape.ts"
import type { LoadedStep } from "./loaded.ts"

const version = 1 // raise when the meaning of a key changes

/**
 * What is hashed into an action key. `code` is the fingerprint's hash, `modules` those of the modules that the inputs need,
 * by name; `seed` is 0 for nodes that draw nothing.
 */
export interface KeyRecord {
  readonly version: number
  readonly node: string
  readonly code: string
  readonly modules?: Readonly<Record<string, string>>
  /** Fingerprints of the layers that the node may ask for a service, by the names of these. */
  readonly services?: Readonly<Record<string, string>>
  readonly params: unknown
  readonly inputs: Readonly<Record<string, string>>
  readonly seed: number
  readonly pipeline?: string
  readonly labels?: "conditioned"
  /** Digests of the values of declared environment variables, never the values. */
  readonly env?: Readonly<Record<string, string>>
  /** The program that does the work, and what it says of its version. */
  readonly program?: { readonly name: string; readonly version: string }
  readonly runtime: string
}

/** Results may differ between major versions of the runtime (Math.sin is not pinned by the language). */
export const runtime = `node ${process.versions.node.split(".")[0]} ${process.arch}`

/**
 * The key record of a step for given input digests; inputs a mapped node reaches only by reference are left out. `needs`
 * names the modules its inputs need, of which it may have some.
 */
export const keyRecord = (
  step: LoadedStep,
  inputs: Readonly<Record<string, string>>,
  needs: ReadonlyArray<string> = []
): KeyRecord => {
  const { env, program } = step.surroundings
  const skipped = step.definition.mapped?.byReference ?? []
  const modules = needs.flatMap((name) => name in step.modules ? [[name, step.modules[name]!.hash] as const] : [])
  const services = serviceHashes(step.services)
  return {
    version,
    node: step.definition.node,
    code: step.code.hash,
    ...(modules.length === 0 ? {} : { modules: Object.fromEntries(modules) }),
    ...(Object.keys(services).length === 0 ? {} : { services }),
    params: step.encodedParams,
    inputs: Object.fromEntries(Object.entries(inputs).filter(([port]) => !skipped.includes(port))),
    seed: step.seed,
    ...(step.pipeline === undefined ? {} : { pipeline: descriptionDigest(step.pipeline) }),
    ...(step.isLabelConditioned ? { labels: "conditioned" as const } : {}),
    ...(Object.keys(env).length === 0 ? {} : { env }),
    ...(program === undefined ? {} : { program: { name: program.name, version: program.version } }),
    runtime
  }
}

/** The action key: sha256 of the canonical key record. */
export const actionKey = (record: KeyRecord): string => digestOf(canonicalJson(record))

/** The family of a mapped node's items: everything their keys share, which is all but the table of items. */
export const familyKey = (record: KeyRecord, over: string): string => {
  const { [over]: _, ...shared } = record.inputs
  return digestOf(canonicalJson({ ...record, inputs: shared }))
}

/** The key of one item within its family. */
export const itemKey = (parts: unknown): string => digestOf(canonicalJson(parts))

const isKeyRecord = structOf<KeyRecord>({
  version: isFinite,
  node: isText,
  code: isText,
  modules: optional(fieldsOf(isText)),
  services: optional(fieldsOf(isText)),
  params: isAnything,
  inputs: fieldsOf(isText),
  seed: isFinite,
  pipeline: optional(isText),
  labels: optional((value): value is "conditioned" => value === "conditioned"),
  env: optional(fieldsOf(isText)),
  program: optional(structOf<NonNullable<KeyRecord["program"]>>({ name: isText, version: isText })),
  runtime: isText
})

/** The key record an action was published under. One of another version's making tells nothing, and all has changed since. */
export const keyRecordOf = ({ keyRecord, node }: ActionRecord): KeyRecord =>
  isKeyRecord(keyRecord)
    ? keyRecord
    : { version: 0, node, code: "", params: {}, inputs: {}, seed: 0, runtime: "" }
