/** What tells that a file is another, without reading it. */
import * as fs from "node:fs"
import * as path from "node:path"

/** Empty for what is not there. */
export type Signature = string

const tickMs = 20 // kernel timestamps lag behind the clock by up to 10 ms

/** The signature of a file or folder, links followed; of a folder, only which one it is. */
export const signatureOf = (file: string): Signature => {
  const stat = fs.statSync(file, { bigint: true, throwIfNoEntry: false })
  if (stat === undefined) return ""
  return stat.isDirectory()
    ? `${stat.ino} folder ${stat.ctimeNs}`
    : `${stat.ino} ${stat.size}.${stat.mtimeNs} ${stat.ctimeNs}`
}

/** Whether what has this signature was changed at this time, in milliseconds since 1970, or after it. */
export const isLater = (signature: Signature, sinceMs: number): boolean =>
  signature !== "" && Number(BigInt(signature.slice(signature.lastIndexOf(" ") + 1)) / 1_000_000n) >= sinceMs - tickMs

/** A folder counts by being there: what changes in it is told by its own names. */
const signatureInFolder = (file: string): Signature => {
  const signature = signatureOf(file)
  return signature.includes(" folder ") ? `${signature.slice(0, signature.indexOf(" "))} 0` : signature
}

/** Signatures by the names in a folder that are watched; of a whole folder all but hidden and ignored ones. */
export const snapshotOf = (
  folder: string,
  { isWhole, names }: { readonly names: ReadonlySet<string>; readonly isWhole: boolean },
  isIgnored: (file: string) => boolean
): Map<string, Signature> => {
  const all = new Set(names)
  for (const { name } of isWhole ? entriesOf(folder) : []) {
    if (isPart(folder, name, isIgnored)) all.add(name)
  }
  return new Map([...all].map((name) => [name, signatureInFolder(path.join(folder, name))]))
}

/** What a folder holds, nothing where it is gone or may not be read. */
export const entriesOf = (folder: string): ReadonlyArray<fs.Dirent> => {
  try {
    return fs.readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    if (["ENOENT", "ENOTDIR", "EACCES"].includes((error as NodeJS.ErrnoException).code ?? "")) return []
    throw error
  }
}

/** Whether a name in a folder is part of it as a whole; hidden ones are no data of anybody's. */
export const isPart = (folder: string, name: string, isIgnored: (file: string) => boolean): boolean =>
  !name.startsWith(".") && !isIgnored(path.join(folder, name))
