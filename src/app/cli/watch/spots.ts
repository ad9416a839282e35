/** Which folders have to be listened to, and for which names, so that no change of some places is missed. */
import * as fs from "node:fs"
import * as path from "node:path"
import { entriesOf, isPart, type Signature, signatureOf } from "./snapshot.ts"

/** What is watched, by absolute paths: files, files that are not there yet, and folders with all that is below them. */
export interface Places {
  readonly files: ReadonlyArray<string>
  readonly absent: ReadonlyArray<string>
  readonly folders: ReadonlyArray<string>
}

/** Names of interest in one folder; `present` and `absent` are those that were there, or not, when they were read. */
export interface Spot {
  readonly inode: number
  /** Of a folder that nothing is left out of: when it was last given or robbed of a name. */
  signature: Signature
  readonly names: Set<string>
  readonly present: Set<string>
  readonly absent: Set<string>
  isWhole: boolean
}

const folderAt = (place: string): fs.Stats | undefined => {
  const stat = fs.statSync(place, { throwIfNoEntry: false })
  return stat?.isDirectory() === true ? stat : undefined
}

const realOf = (file: string): string => fs.existsSync(file) ? fs.realpathSync.native(file) : file

/** Folders to listen to. What is not there is waited for in the nearest folder that is. */
export const spotsOf = (
  { absent, files, folders }: Places,
  isIgnored: (file: string) => boolean
): ReadonlyMap<string, Spot> => {
  const spots = new Map<string, Spot>()
  const spotAt = (folder: string, { ino }: fs.Stats): Spot => {
    const known = spots.get(folder)
    if (known !== undefined) return known
    const spot = {
      inode: ino,
      signature: "",
      names: new Set<string>(),
      present: new Set<string>(),
      absent: new Set<string>()
    }
    return spots.set(folder, { ...spot, isWhole: false }).get(folder)!
  }
  const addFile = (file: string, sort: "present" | "absent"): void => {
    const folder = path.dirname(file)
    const stat = folderAt(folder)
    if (stat === undefined) return addFile(folder, "absent") // ends at the root, which is there
    const spot = spotAt(folder, stat)
    spot.names.add(path.basename(file))
    spot[sort].add(path.basename(file))
  }
  const entered = new Set<string>()
  const addFolder = (folder: string) => {
    const stat = folderAt(folder)
    if (stat === undefined) return addFile(folder, "present")
    const real = realOf(folder)
    if (entered.has(real)) return // through a link
    entered.add(real)
    const spot = spotAt(folder, stat)
    spot.isWhole = true
    const entries = entriesOf(folder)
    if (!entries.some(({ name }) => isIgnored(path.join(folder, name)))) spot.signature = signatureOf(folder)
    for (const entry of entries) {
      const file = path.join(folder, entry.name)
      if (!isPart(folder, entry.name, isIgnored)) continue
      if (entry.isDirectory() || (entry.isSymbolicLink() && folderAt(file) !== undefined)) addFolder(file)
      else if (entry.isSymbolicLink()) addFile(realOf(file), "present")
    }
  }
  for (const file of files) {
    addFile(file, "present")
    if (realOf(file) !== file) addFile(realOf(file), "present")
  }
  for (const file of absent) addFile(file, "absent")
  for (const folder of folders) {
    addFolder(folder)
    addFile(folder, "present") // that it is removed, or another takes its place
  }
  return spots
}
