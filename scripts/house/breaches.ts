/** Where imports leave the arrows of the house. Each function gives sentences, none when all is well. */
import { type Arrows, circlesOf } from "./circles.ts"
import type { Import } from "./imports.ts"
import { house, isWithin, plain, type Room, withheld } from "./rooms.ts"

const folderOf = (file: string) => file.slice(0, file.lastIndexOf("/"))

/** Folders a room consists of: itself and its inner ones. */
export const foldersOf = ({ inner = [], path }: Room): ReadonlyArray<string> => [
  path,
  ...inner.map((each) => `${path}/${each}`)
]

/** The room a file lies in. */
export const roomOf = (file: string, rooms = house): Room | undefined =>
  rooms.find((room) => foldersOf(room).includes(folderOf(file)))

const isSource = (target: string) => /\.tsx?$/.test(target)

/** Imports no arrow allows, and files in no room. Imports of types count like all others. */
export const strayArrows = (imports: ReadonlyArray<Import>, rooms = house): ReadonlyArray<string> => [
  ...new Set(imports.flatMap(({ from, isType, to }) => {
    const own = roomOf(from, rooms)
    if (own === undefined) return [`${from} is in no room`]
    if (!isSource(to)) return []
    const other = roomOf(to, rooms)
    if (other === undefined) return [`${from} → ${to}, which is in no room`]
    const isAllowed = other === own || own.mayImport.some((allowed) => isWithin(other.path, allowed))
    return isAllowed ? [] : [`${from} → ${to}${isType ? " (type)" : ""}`]
  }))
]

/** Imports that rooms of plain functions must not make. */
export const withheldImports = (imports: ReadonlyArray<Import>): ReadonlyArray<string> =>
  imports
    .filter(({ from, to }) => plain.some((room) => isWithin(from, room)) && withheld.some((each) => isWithin(to, each)))
    .map(({ from, to }) => `${from} → ${to}`)

/** Folders that hold sources and are in no row of the table, and rows that no folder answers. */
export const unlistedFolders = (files: ReadonlyArray<string>, rooms = house): ReadonlyArray<string> => {
  const there = new Set(files.map(folderOf))
  const listed = new Set(rooms.flatMap(foldersOf))
  return [
    ...[...there].filter((folder) => !listed.has(folder)).map((folder) => `${folder} is not in the table`),
    ...[...listed].filter((folder) => !there.has(folder)).map((folder) => `${folder} is in the table only`)
  ]
}

/** The doors of the house stand side by side, although some are in src/. */
const doorsSideBySide = (file: string) => file.replace(/^src\//, "")

/**
 * What each folder's files and rooms, each room taken as one, need of each other: the innermost folder that holds both
 * ends of an import is the one in which the import is an arrow.
 */
const arrowsByFolder = (imports: ReadonlyArray<Import>): ReadonlyMap<string, Arrows> => {
  const folders = new Map<string, Map<string, Set<string>>>()
  for (const { from, to } of imports) {
    if (!isSource(to)) continue
    const [a, b] = [from, to].map((file) => doorsSideBySide(file).split("/")) as [Array<string>, Array<string>]
    const shared = a.findIndex((part, i) => part !== b[i])
    if (shared < 0) continue
    const folder = a.slice(0, shared).join("/")
    const arrows = folders.get(folder) ?? new Map<string, Set<string>>()
    folders.set(folder, arrows)
    arrows.set(a[shared]!, (arrows.get(a[shared]!) ?? new Set()).add(b[shared]!))
  }
  return folders
}

/** Circles among files or rooms, at every depth. */
export const circles = (imports: ReadonlyArray<Import>): ReadonlyArray<string> =>
  [...arrowsByFolder(imports)].flatMap(([folder, arrows]) =>
    circlesOf(arrows).map((circle) => `${folder === "" ? "the house" : folder}: ${circle.join(", ")}`)
  )
