/** Looks records up and publishes them, first come, first served, unless one is to be replaced. */
import * as fs from "node:fs"
import * as path from "node:path"
import type { Digest } from "../../format/digest.ts"
import { type ActionIndex, isRecordOf, recordName } from "./action-index.ts"
import type { ActionRecord, Lookup } from "./action.ts"
import { placeFirst, syncFolder } from "./atomic-write.ts"
import { naming } from "./file-error.ts"
import type { Condition, Objects } from "./objects.ts"
import type { SmallFiles } from "./small-files.ts"

/** What actions need of their store. */
export interface ActionsOptions {
  readonly files: SmallFiles
  readonly index: ActionIndex
  readonly objects: Objects
  readonly scratch: () => string
  readonly fsync: boolean
}

const lasting = (record: ActionRecord | undefined): ActionRecord | undefined =>
  record?.isPassing === true ? undefined : record

/** The published actions of one cache folder. */
export class Actions {
  private readonly options: ActionsOptions

  constructor(options: ActionsOptions) {
    this.options = options
  }

  /** The record of a key with every object of every output checked; one that is passing is none. */
  lookup(key: string): Lookup {
    const known = this.options.index.get(key)
    const seen = known?.isPassing === true ? lasting(this.options.index.reread(key)) : known
    if (seen === undefined) return { _tag: "Miss" }
    const found = this.checkRecord(seen)
    if (found._tag === "Hit") return found
    const now = lasting(this.options.index.reread(key)) // another process may have replaced or collected the record since
    if (now === undefined) return { _tag: "Miss" }
    return JSON.stringify(now.outputs) === JSON.stringify(seen.outputs)
      ? { ...found, record: now }
      : this.checkRecord(now)
  }

  private checkRecord(record: ActionRecord): Exclude<Lookup, { _tag: "Miss" }> {
    for (const output in record.outputs) {
      const how = this.conditionOf(record, output)
      if (how !== "intact") return { _tag: "Lost", record, output, how }
    }
    return { _tag: "Hit", record }
  }

  private conditionOf(record: ActionRecord, output: string): Condition {
    const { objects } = this.options
    const own = objects.check(record.outputs[output]!.digest)
    if (own !== "intact") return own
    for (const digest of this.membersOfOutput(record, output)) {
      const how = objects.check(digest)
      if (how !== "intact") return how
    }
    return "intact"
  }

  private membersOfOutput({ lists = [], members = {}, outputs }: ActionRecord, output: string): Iterable<Digest> {
    if (lists.includes(output)) return this.options.objects.digestsIn(outputs[output]!.digest)
    return Object.hasOwn(members, output) ? members[output]! : [] // an output may be called constructor
  }

  /** Every object that the outputs of an action name in turn, or some of them do. */
  membersOf(record: ActionRecord, outputs: ReadonlyArray<string> = Object.keys(record.outputs)): ReadonlyArray<Digest> {
    return outputs.flatMap((output) => [...this.membersOfOutput(record, output)])
  }

  /** Publishes a record. The first of several wins; a loser gets the winner's record unless that one is broken. */
  publish(draft: ActionRecord): ActionRecord {
    return this.place(draft, (staging, record) => {
      const winner = this.placeOrAdopt(staging, record)
      this.options.index.add(winner)
      return winner
    })
  }

  /**
   * Puts a record in the place of the one there is. Whoever reads the index meets two records of the key, and then looks
   * at what is published: so it is told first. Stamps vouch for the record that goes, so they go before it.
   */
  supersede(draft: ActionRecord): ActionRecord {
    return this.place(draft, (staging, record) => {
      const { files, index } = this.options
      files.spare("the index of actions", () => index.announce(record))
      fs.rmSync(path.join(files.root, "stamps"), { recursive: true, force: true })
      fs.renameSync(staging, path.join(files.root, recordName(record.key)))
      index.add(record)
      return record
    })
  }

  /** Writes a record beside its place, and lets `put` move it there. */
  private place(draft: ActionRecord, put: (staging: string, record: ActionRecord) => ActionRecord): ActionRecord {
    const record = this.withMembers(draft)
    const name = recordName(record.key)
    const folder = path.dirname(path.join(this.options.files.root, name))
    const staging = path.join(this.options.scratch(), crypto.randomUUID())
    this.options.objects.sync()
    fs.mkdirSync(folder, { recursive: true })
    try {
      naming(
        staging,
        () => fs.writeFileSync(staging, this.options.files.sealed(name, record), { flush: this.options.fsync })
      )
      const placed = put(staging, record)
      if (this.options.fsync) syncFolder(folder)
      return placed
    } finally {
      fs.rmSync(staging, { force: true })
    }
  }

  /** Puts the staged record in place, or returns the intact one that was there first. */
  private placeOrAdopt(staging: string, record: ActionRecord): ActionRecord {
    const name = recordName(record.key)
    if (placeFirst(staging, path.join(this.options.files.root, name))) return record
    const winner = lasting(this.options.files.read(name, isRecordOf(record.key)))
    if (winner !== undefined && this.checkRecord(winner)._tag === "Hit") return winner
    fs.renameSync(staging, path.join(this.options.files.root, name))
    return record
  }

  /**
   * File sets and lists of chunks are manifests of further objects: the record says so, so that lookup and collection see
   * them. It repeats few of them, and of many only that the object names nothing else.
   */
  private withMembers(record: ActionRecord): ActionRecord {
    const { objects } = this.options
    const members: Array<readonly [port: string, ReadonlyArray<Digest>]> = []
    const lists: Array<string> = []
    for (const [port, output] of Object.entries(record.outputs)) {
      const named = output.root === undefined ? objects.namedBy(output.digest) : []
      if (named.length > fewMembers && named.length === objects.digestsIn(output.digest).size) lists.push(port)
      else if (named.length > 0) members.push([port, named])
    }
    return {
      ...record,
      ...(members.length === 0 ? {} : { members: Object.fromEntries(members) }),
      ...(lists.length === 0 ? {} : { lists })
    }
  }
}

const fewMembers = 32
