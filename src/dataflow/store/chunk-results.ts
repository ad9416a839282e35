/**
 * What a mapped node made of one chunk of the table it is mapped over, so that chunks which are as they were cost one small
 * file each instead of their items. Only a shortcut: packs (items.ts) know the items, also of chunks that are half done.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import type { Digest } from "../../format/digest.ts"
import { isOutput, type OutputRecord } from "./action.ts"
import { unlessGone } from "./file-error.ts"
import { familyFolder } from "./items.ts"
import type { Objects } from "./objects.ts"
import { fieldsOf, isCount, isDigest, isText, listOf, structOf } from "./shape.ts"
import type { SmallFiles } from "./small-files.ts"

/** An item's stretch of a batch object, of kinds whose outputs are not made chunk by chunk. */
export interface ItemPart {
  readonly digest: Digest
  readonly start: number
  readonly end: number
  readonly item: string
}

/** Why an item was set aside. */
export interface SetAside {
  readonly item: string
  readonly reason: string
}

/** `items` is how many there are. Outputs that lists of chunks can name are in `outputs`, the shares in others in `parts`. */
export interface ChunkResult {
  readonly items: number
  readonly outputs: Readonly<Record<string, OutputRecord>>
  readonly parts: Readonly<Record<string, ReadonlyArray<ItemPart>>>
  readonly quarantined: ReadonlyArray<SetAside>
  /** What objects named above name in turn. Filled in by the store. */
  readonly members?: ReadonlyArray<Digest>
}

/** Whether a value read from a file is such a result. */
export const isChunkResult = structOf<ChunkResult>({
  items: isCount,
  outputs: fieldsOf(isOutput),
  parts: fieldsOf(listOf(structOf<ItemPart>({ digest: isDigest, start: isCount, end: isCount, item: isText }))),
  quarantined: listOf(structOf<SetAside>({ item: isText, reason: isText })),
  members: (value) => value === undefined || listOf(isDigest)(value)
})

const nameOf = (family: string, chunk: Digest): string => `${familyFolder(family)}/${chunk}.json`

/** The objects that a result needs, without what they name in turn. */
const namedIn = ({ outputs, parts }: ChunkResult): ReadonlySet<Digest> =>
  new Set([
    ...Object.values(outputs).map(({ digest }) => digest),
    ...Object.values(parts).flatMap((each) => each.map(({ digest }) => digest))
  ])

/** Every object that a result needs. */
export const objectsOfChunk = (result: ChunkResult): ReadonlyArray<Digest> => [
  ...namedIn(result),
  ...result.members ?? []
]

/** What chunk results need of their store. */
export interface ChunkResultsOptions {
  readonly files: SmallFiles
  readonly objects: Objects
  readonly fsync: boolean
}

/** What is known of chunks, by the family of the items and the digest of the chunk. */
export class ChunkResults {
  private readonly options: ChunkResultsOptions

  constructor(options: ChunkResultsOptions) {
    this.options = options
  }

  /** What was made of a chunk, if its objects are all intact. */
  read(family: string, chunk: Digest): ChunkResult | undefined {
    const { files, objects } = this.options
    const found = files.read(nameOf(family, chunk), isChunkResult)
    const isIntact = (digest: Digest) => objects.check(digest) === "intact"
    return found !== undefined && objectsOfChunk(found).every(isIntact) ? found : undefined
  }

  /** Publishes what was made of a chunk, in the place of what there is. */
  publish(family: string, chunk: Digest, result: ChunkResult): void {
    const { files, fsync, objects } = this.options
    files.assertWritable()
    objects.sync()
    const members = [...new Set([...namedIn(result)].flatMap((digest) => objects.namedBy(digest)))]
    files.write(nameOf(family, chunk), { ...result, ...(members.length === 0 ? {} : { members }) }, { fsync })
  }

  /** Forgets what was made of a family's chunks, because items are about to be replaced. */
  drop(family: string): void {
    const { files } = this.options
    for (const name of chunkNames(files, family)) fs.rmSync(path.join(files.root, name), { force: true })
  }
}

/** Every sound result of a family, one in memory at a time. */
export function* chunkResultsOf(files: SmallFiles, family: string): Generator<ChunkResult> {
  for (const name of chunkNames(files, family)) {
    const found = files.read(name, isChunkResult)
    if (found !== undefined) yield found
  }
}

const chunkNames = (files: SmallFiles, family: string): ReadonlyArray<string> => {
  const folder = familyFolder(family)
  const names = unlessGone(() => fs.readdirSync(path.join(files.root, folder))) ?? []
  return names.filter((name) => /^[0-9a-f]{64}\.json$/.test(name)).map((name) => `${folder}/${name}`)
}
