/**
 * What an item may know: of its row the fields that its key was made of, of inputs by reference the files whose digests are
 * in its key. Anything else could change and leave the old result standing.
 */
import * as Effect from "effect/Effect"
import { canonicalJson } from "../../../format/canonical-json.ts"
import type { Files } from "../../kind/files.ts"

/** Something of a row that is not in the item's key. */
export class NotInItemKey extends Error {
  override readonly name = "NotInItemKey"
}

/** A key's parts, and the fields of the row they were made of; undefined stands for all. */
export interface KeyedRow {
  readonly parts: unknown
  readonly fields: ReadonlyArray<string> | undefined
}

const keyText = (key: unknown): string => {
  try {
    return canonicalJson(key)
  } catch (cause) {
    throw cause instanceof TypeError
      ? new TypeError(`itemKey gives what is no key: ${cause.message}`, { cause })
      : cause
  }
}

/** Makes an item's key, noting which fields that takes. A nested value counts as a whole. */
export const keyOfRow = (itemKey: (row: never) => unknown, row: object): KeyedRow => {
  const fields = new Set<string>()
  let isWhole = false
  const noting = new Proxy(row, {
    get: (target, field, receiver) => {
      if (typeof field === "string") fields.add(field)
      return Reflect.get(target, field, receiver)
    },
    has: (target, field) => {
      if (typeof field === "string") fields.add(field)
      return Reflect.has(target, field)
    },
    getOwnPropertyDescriptor: (target, field) => {
      if (typeof field === "string") fields.add(field)
      return Reflect.getOwnPropertyDescriptor(target, field)
    },
    ownKeys: (target) => {
      isWhole = true
      return Reflect.ownKeys(target)
    }
  })
  const parts = JSON.parse(keyText(itemKey(noting as never))) as unknown // reads what it was handed on as a whole
  return { parts, fields: isWhole ? undefined : [...fields] }
}

/** What every object has, and what is asked of whatever is awaited or printed. */
const isOfAnyObject = (field: string | symbol): boolean =>
  typeof field === "symbol" || field in Object.prototype || field === "then" || field === "toJSON"

/**
 * A row that gives the fields its key was made of. Throws NotInItemKey for another, there or not, which says so of one that
 * is attached to what the item makes.
 */
export const rowOfKey = (
  step: string,
  row: object,
  fields: KeyedRow["fields"],
  attach: ReadonlyArray<string>
): object => {
  if (fields === undefined) return row
  const check = (field: string | symbol): void => {
    if (typeof field === "symbol" || fields.includes(field) || (isOfAnyObject(field) && !Object.hasOwn(row, field))) {
      return
    }
    throw new NotInItemKey(
      `Step "${step}" reads "${field}" of its item, which its itemKey does not read: add it to itemKey.` +
        (attach.includes(field) ? " Or leave it out of what run returns: it is attached when items are gathered." : "")
    )
  }
  return new Proxy(row, {
    get: (target, field, receiver) => {
      check(field)
      return Reflect.get(target, field, receiver) as unknown
    },
    has: (target, field) => {
      check(field)
      return Reflect.has(target, field)
    },
    getOwnPropertyDescriptor: (target, field) => {
      check(field)
      return Reflect.getOwnPropertyDescriptor(target, field)
    },
    ownKeys: (target) => {
      Object.keys(target).forEach(check)
      return Reflect.ownKeys(target)
    }
  })
}

/** The texts in the parts of a key; digests among them say what an item may have by reference. */
export const textsIn = (parts: unknown): ReadonlySet<string> => new Set(listed(parts))

const listed = (value: unknown): ReadonlyArray<string> =>
  typeof value === "string"
    ? [value]
    : typeof value === "object" && value !== null
    ? Object.values(value).flatMap(listed)
    : []

/** Says what an item has by reference and not in its key. */
export const notByReference = (step: string, input: string, what: string): NotInItemKey =>
  new NotInItemKey(
    `Step "${step}" reads ${what} of "${input}", which it has by reference, and its itemKey does not read the digest: ` +
      "add it to itemKey, or leave the input out of byReference."
  )

/** Files reached by reference: those with one of these digests. Dies with NotInItemKey for others, and for the list. */
export const filesOfKey = (step: string, input: string, files: Files, keyed: ReadonlySet<string>): Files => {
  const refuse = (what: string) => Effect.die(notByReference(step, input, what))
  const checked = (paths: ReadonlyArray<string>) =>
    Effect.flatMap(files.pick(paths), (picked) => {
      const other = picked.entries.find(({ digest }) => !keyed.has(digest))
      return other === undefined ? Effect.succeed(picked) : refuse(`"${other.path}"`)
    })
  return {
    kind: files.kind,
    entries: refuse("the list"),
    readByDigest: (digest) => keyed.has(digest) ? files.readByDigest(digest) : refuse("another file"),
    openByDigest: (digest) => keyed.has(digest) ? files.openByDigest(digest) : refuse("another file"),
    read: (path) => Effect.flatMap(checked([path]), () => files.read(path)),
    pick: checked
  }
}
