/** Records of what was executed: one per action key, and one per item of a mapped node. */
import type { Digest } from "../../format/digest.ts"
import {
  fieldsOf,
  isAnything,
  isCount,
  isDigest,
  isFinite,
  isFlag,
  isText,
  listOf,
  oneOf,
  optional,
  type Shape,
  structOf
} from "./shape.ts"

/** One stored output. `root` is where a file set lies that the store does not hold; it is part of no key. */
export interface OutputRecord {
  readonly kind: string
  readonly digest: Digest
  readonly sizeBytes: number
  readonly summary: string
  readonly root?: string
  /** Names of the modules of code that it takes to make use of the artifact: dsl/code-module.ts. */
  readonly needs?: ReadonlyArray<string>
  /** How many rows were gathered, and the digest of the names they all have, of kinds that are gathered in chunks. */
  readonly rows?: number
  readonly names?: Digest
}

/** A number a node reported about its result. */
export interface RecordedMetric {
  readonly value: number
  readonly better: "higher" | "lower"
  readonly baseline?: number
  readonly isHeadline?: boolean
  readonly readsLabels?: boolean
}

/** What a reader is told first: sentences, and rows of cells. */
export interface Finding {
  readonly sentences: string
  readonly rows: ReadonlyArray<ReadonlyArray<string>>
}

/**
 * One execution. `keyRecord` is the value that was hashed into `key`; `family` names the item packs of a mapped node.
 */
export interface ActionRecord {
  readonly key: string
  readonly node: string
  readonly keyRecord: unknown
  readonly outputs: Readonly<Record<string, OutputRecord>>
  readonly metrics: Readonly<Record<string, RecordedMetric>>
  readonly summary: string
  readonly finding?: Finding
  readonly durationMs: number
  readonly run: string
  readonly finishedAt: string
  readonly family?: string
  /** Objects that an output names in turn, by port: the files of a file set. Filled in by the store. */
  readonly members?: Readonly<Record<string, ReadonlyArray<Digest>>>
  /** Ports whose objects name so many others that only they list them. Filled in by the store. */
  readonly lists?: ReadonlyArray<string>
  /** That it lacks items whose files were away or changed meanwhile: it serves its own run, and no later one. */
  readonly isPassing?: boolean
}

/** Whether a value read from a file is an output. */
export const isOutput = structOf<OutputRecord>({
  kind: isText,
  digest: isDigest,
  sizeBytes: isFinite,
  summary: isText,
  root: optional(isText),
  needs: optional(listOf(isText)),
  rows: optional(isCount),
  names: optional(isDigest)
})

/** Whether a value read from a file is a metric. */
export const isRecordedMetric = structOf<RecordedMetric>({
  value: isFinite,
  better: oneOf(["higher", "lower"]),
  baseline: optional(isFinite),
  isHeadline: optional(isFlag),
  readsLabels: optional(isFlag)
})

/** Whether a value read from a file is a record. */
export const isActionRecord = structOf<ActionRecord>({
  key: isDigest,
  node: isText,
  keyRecord: isAnything,
  outputs: fieldsOf(isOutput),
  metrics: fieldsOf(isRecordedMetric),
  summary: isText,
  finding: optional(structOf<Finding>({ sentences: isText, rows: listOf(listOf(isText)) })),
  durationMs: isFinite,
  run: isText,
  finishedAt: isText,
  family: optional(isDigest),
  members: optional(fieldsOf(listOf(isDigest))),
  lists: optional(listOf(isText)),
  isPassing: optional(isFlag)
})

/** How one item of a mapped node ended: its share [start, end) of a batch object per port, or why it was set aside. */
export type ItemOutcome =
  | {
    readonly _tag: "Done"
    readonly batch: Readonly<Record<string, Digest>>
    readonly start: Readonly<Record<string, number>>
    readonly end: Readonly<Record<string, number>>
  }
  | { readonly _tag: "Quarantined"; readonly reason: string; readonly isPassing?: boolean }

const isDone = structOf<Extract<ItemOutcome, { _tag: "Done" }>>({
  _tag: (value) => value === "Done",
  batch: fieldsOf(isDigest),
  start: fieldsOf(isCount),
  end: fieldsOf(isCount)
})
const isQuarantined = structOf<Extract<ItemOutcome, { _tag: "Quarantined" }>>({
  _tag: (value) => value === "Quarantined",
  reason: isText,
  isPassing: optional(isFlag)
})

/** Whether a value read from a file is an item's outcome. */
export const isItemOutcome: Shape<ItemOutcome> = (value): value is ItemOutcome => isDone(value) || isQuarantined(value)

/** What a lookup found: a usable record, nothing, or a record whose named output is gone or was altered. */
export type Lookup =
  | { readonly _tag: "Hit"; readonly record: ActionRecord }
  | { readonly _tag: "Miss" }
  | {
    readonly _tag: "Lost"
    readonly record: ActionRecord
    readonly output: string
    readonly how: "missing" | "tampered"
  }
