import type { Room } from "./rooms.ts"

const code = (text: string) => `\`${text}\``

/** Siblings by their last names, others whole: `src/dataflow/store`, `kind`, `dsl`. */
const list = (paths: ReadonlyArray<string>): string =>
  paths.map((path, i) => {
    const folder = path.slice(0, path.lastIndexOf("/") + 1)
    const before = paths[i - 1]
    const isSibling = folder !== "" && before?.slice(0, before.lastIndexOf("/") + 1) === folder
    return code(isSibling ? path.slice(folder.length) : path)
  }).join(" ")

const ground = "src/math src/format"

/** The rooms as CONTRIBUTING.md shows them; all but math and format stand on both, which is said once above the table. */
export const tableOfRooms = (rooms: ReadonlyArray<Room>): string =>
  [
    "| folder | holds | may import |",
    "|---|---|---|",
    ...rooms.map(({ holds, inner = [], mayImport, path }) => {
      const others = mayImport.filter((each) => !ground.split(" ").includes(each))
      const inside = inner.length === 0 ? "" : ` (inside: ${inner.map(code).join(" ")})`
      return `| ${code(path)}${inside} | ${holds} | ${others.length === 0 ? "–" : list(others)} |`
    })
  ].join("\n")
