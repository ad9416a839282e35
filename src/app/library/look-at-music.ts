/** What audio lies in a folder right now, whatever of it cannot be looked into. */
import * as fs from "node:fs"
import { nameOf } from "../../format/file-name.ts"
import { audioExtensions, extensionOf } from "../../music/audio/audio-extensions.ts"
import { isSheet } from "../../music/ingest/dataset/album-sheets.ts"

/**
 * One file as it was seen: `signature` changes with its content and with the CUE sheets beside it and above it, `changedMs` is when
 * the system says it last did.
 */
export interface Seen {
  readonly signature: string
  readonly changedMs: number
}

/** `files` by their paths below the folder, in the words of file-name.ts; below `unreadable` folders there may be more. */
export interface Look {
  readonly isThere: boolean
  readonly files: ReadonlyMap<string, Seen>
  readonly unreadable: ReadonlyMap<string, string>
}

const reasonOf = (error: unknown): string => error instanceof Error ? error.message.split(",")[0]! : String(error)

/** Audio files below `root`; hidden names and dangling links are left out, a folder reached twice is entered once. */
export const lookAtMusic = (root: string): Look => {
  const files = new Map<string, Seen>()
  const sheets = new Map<string, ReadonlyArray<Seen>>() // by the folder they lie in
  const unreadable = new Map<string, string>()
  const entered = new Set<string>()
  const walk = (folder: Buffer, prefix: string): boolean => {
    let names: ReadonlyArray<Buffer>
    try {
      const real = fs.realpathSync(folder, { encoding: "latin1" })
      if (entered.has(real)) return true
      entered.add(real)
      names = fs.readdirSync(folder, { encoding: "buffer" })
    } catch (error) {
      unreadable.set(prefix.replace(/\/$/, ""), reasonOf(error))
      return false
    }
    for (const name of names) {
      if (name[0] === 0x2e) continue // hidden, as half-written files of rsync and many others are
      look(Buffer.concat([folder, Buffer.from("/"), name]), prefix + nameOf(name))
    }
    return true
  }
  const look = (full: Buffer, relative: string): void => {
    try {
      const stat = fs.statSync(full, { throwIfNoEntry: false })
      if (stat?.isDirectory() === true) walk(full, `${relative}/`)
      if (stat?.isFile() !== true) return
      const seen = {
        signature: `${stat.ino} ${stat.size} ${stat.mtimeMs} ${stat.ctimeMs}`,
        changedMs: Math.max(stat.mtimeMs, stat.ctimeMs)
      }
      if (audioExtensions.includes(extensionOf(relative))) files.set(relative, seen)
      const folder = folderOf(relative)
      if (isSheet(relative)) sheets.set(folder, [...sheets.get(folder) ?? [], seen])
    } catch (error) {
      unreadable.set(relative, reasonOf(error)) // a link in a circle, a drive that went away
    }
  }
  const isThere = walk(Buffer.from(root), "")
  return { isThere, files: sheets.size === 0 ? files : underSheets(files, sheets), unreadable }
}

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")))

/** Files with the sheets that may speak of them: those in their folder and in those above. */
const underSheets = (
  files: ReadonlyMap<string, Seen>,
  sheets: ReadonlyMap<string, ReadonlyArray<Seen>>
): ReadonlyMap<string, Seen> => {
  const above = new Map<string, ReadonlyArray<Seen>>()
  const sheetsFor = (folder: string): ReadonlyArray<Seen> => {
    const known = above.get(folder)
    if (known !== undefined) return known
    const all = [...sheets.get(folder) ?? [], ...folder === "" ? [] : sheetsFor(folderOf(folder))]
    above.set(folder, all)
    return all
  }
  return new Map([...files].map(([path, seen]) => {
    const all = [seen, ...sheetsFor(folderOf(path))]
    const signature = all.map((each) => each.signature).join("\n")
    return [path, { signature, changedMs: Math.max(...all.map(({ changedMs }) => changedMs)) }]
  }))
}
