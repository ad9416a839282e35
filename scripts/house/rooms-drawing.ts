/** The rooms and their arrows as the imports make them: Mermaid text, and DOT for Graphviz. */
import { roomOf } from "./breaches.ts"
import { type Arrows, withoutShortcuts } from "./circles.ts"
import type { Import } from "./imports.ts"
import { house } from "./rooms.ts"

/** What everything may stand on, whose arrows would bury the others, and rooms that only hand on what is below them. */
const ground = ["src/math", "src/format"]
const drawn = house.filter(({ isFace, path }) => isFace !== true && !ground.includes(path)).map(({ path }) => path)

/** From room to room, without the ground, faces, and what a longer way implies. */
export const roomArrows = (imports: ReadonlyArray<Import>): Arrows => {
  const arrows = new Map(drawn.map((path) => [path, new Set<string>()]))
  for (const { from, to } of imports) {
    const [own, other] = [roomOf(from)?.path, roomOf(to)?.path]
    if (other === undefined || own === other || !drawn.includes(other)) continue
    arrows.get(own ?? "")?.add(other)
  }
  return withoutShortcuts(arrows)
}

/** The door a room lies behind: "dataflow", "learn", "nodes". */
const doorOf = (path: string): string => path.replace(/^src\//, "").split("/")[0]!

const doors = (): ReadonlyMap<string, ReadonlyArray<string>> => Map.groupBy(drawn, doorOf)

const nameIn = (door: string, path: string): string => {
  const inside = path.replace(/^src\//, "").slice(door.length + 1)
  return inside === "" ? door : inside
}

const pairs = (arrows: Arrows): ReadonlyArray<readonly [string, string]> =>
  [...arrows].flatMap(([from, to]) => [...to].sort().map((each) => [from, each] as const))

/** Mermaid flowchart: one box per room, one frame per door, the ground below all. */
export const mermaidRooms = (imports: ReadonlyArray<Import>): string => {
  const id = (path: string) => path.replaceAll("/", "_")
  const frames = [...doors()].flatMap(([door, paths]) => [
    `  subgraph ${door}_door["${door}"]`,
    ...paths.map((path) => `    ${id(path)}["${nameIn(door, path)}"]`),
    "  end"
  ])
  return [
    "%% drawn by `npm run rooms` from the imports; arrows that a longer way implies are left out",
    "flowchart TB",
    ...frames,
    `  ground["math, format: everything stands on them"]`,
    ...pairs(roomArrows(imports)).map(([from, to]) => `  ${id(from)} --> ${id(to)}`),
    ""
  ].join("\n")
}

const paper = "#f6f7f9"

/** DOT for Graphviz, drawn top down. */
export const dotRooms = (imports: ReadonlyArray<Import>): string => {
  const quote = (text: string) => JSON.stringify(text)
  const frames = [...doors()].flatMap(([door, paths]) => [
    `  subgraph ${quote(`cluster ${door}`)} { label=${
      quote(door)
    } labelloc=t style="rounded,filled" fillcolor="${paper}" pencolor="#d5d9e0"`,
    ...paths.map((path) => `    ${quote(path)} [label=${quote(nameIn(door, path))}]`),
    "  }"
  ])
  return [
    "digraph rooms {",
    `  graph [fontname="Inter" fontsize=13 nodesep=0.18 ranksep=0.35 compound=true label="Everything stands on math and format." labelloc=b]`,
    `  node [shape=box style="rounded,filled" fillcolor="white" color="#8a94a6" fontname="Inter" fontsize=11 height=0.3 margin="0.2,0.04"]`,
    `  edge [color="#8a94a6" arrowsize=0.6]`,
    ...frames,
    ...pairs(roomArrows(imports)).map(([from, to]) => `  ${quote(from)} -> ${quote(to)}`),
    "}",
    ""
  ].join("\n")
}
