/** The map of all tracks: look, hover, click, search, draw a loop, switch. What it is drawn by: map-stage.ts. */
import { ungrouped } from "../chart/group-scale.ts"
import { element } from "./element.ts"
import { factsOf, showCard } from "./map-card.ts"
import { type Colouring, paint } from "./map-colours.ts"
import { listen } from "./map-gestures.ts"
import { listenToKeys } from "./map-keys.ts"
import { legend } from "./map-legend.ts"
import { namesOf } from "./map-names.ts"
import type { MapPoints } from "./map-points.ts"
import { stageFor } from "./map-stage.ts"
import { mapTools } from "./map-tools.ts"
import { panned, toMap, toPixels, type View, wholeMap, zoomedAt } from "./map-view.ts"
import { ahead, gridOf, nearest, within } from "./near.ts"
import { isDark, onColourChange, rgbShade } from "./page-colours.ts"
import type { Player } from "./player.ts"
import { search } from "./search.ts"
import { trackList } from "./track-list.ts"

const neighbourCount = 8
const reachPx = 22

const tracksText = (count: number): string => `${count.toLocaleString("en")} ${count === 1 ? "track" : "tracks"}`

const labelOf = ({ count }: MapPoints): string =>
  `Map of ${
    tracksText(count)
  }. Arrow keys move between tracks, Enter plays, plus and minus zoom, 0 shows all, Escape clears.`

const helpFor = ({ audio }: MapPoints): string =>
  `Hover names a track${
    audio === null ? "" : "; click or Enter plays it"
  }. Drag pans, Shift + drag draws a loop, Ctrl + wheel or pinch zooms, arrow keys walk.`

/** Puts the map into `root`, in place of what says that it needs a script. */
export const startMap = (root: HTMLElement, points: MapPoints, player: Player): void => {
  const places = (): Float32Array<ArrayBuffer> => points.projections[projection]!.places
  let [projection, clustering, coloured] = [0, 0, 0]
  let view = wholeMap
  let grid = gridOf(places())
  let muted: ReadonlySet<number> = new Set()
  let chosen: ReadonlyArray<number> | null = null
  let [current, hovered]: [number | null, number | null] = [null, null]
  let neighbours: ReadonlyArray<number> = []
  let loop: ReadonlyArray<number> = []
  let isLasso = false

  const colouring = (): Colouring => {
    const column = coloured === 0 ? points.clusterings[clustering]! : points.columns[coloured - 1]!
    if (!("codes" in column)) return { kind: "numbers", column }
    return { kind: coloured === 0 ? "clusters" : "labels", column }
  }
  const isShown = (point: number): boolean => {
    const { column, kind } = colouring()
    return kind === "numbers" || !muted.has(column.codes[point]!)
  }
  const placeOf = (point: number) => [places()[2 * point]!, places()[2 * point + 1]!] as const
  const namesNow = () => {
    const { codes, groups, heard } = points.clusterings[clustering]!
    return namesOf({ groups, codes, heard }, places(), (name) => !ungrouped.has(name))
  }
  let names = namesNow()

  const status = element("p", { class: "eyebrow", role: "status" })
  const say = (words: string) => void (status.textContent = words)
  const card = element("div", { class: "tip", hidden: true })
  const keys = element("div", { class: "legend" })
  const [chosenList, nearList] = [element("div", { class: "tracks" }), element("div", { class: "tracks" })]
  const stage = stageFor(places(), labelOf(points), () => ({
    view,
    shape: colouring().kind === "labels" ? "diamond" : "disc",
    names,
    current,
    hovered,
    neighbours,
    loop
  }))
  stage.holder.append(card)

  const redraw = () => {
    const point = hovered ?? current
    card.hidden = true
    if (point !== null) {
      const frame = stage.frame()
      const at = toPixels(view, frame, ...placeOf(point))
      showCard(card, { title: points.titles[point]!, facts: factsOf(points, clustering, point), at, frame })
    }
    stage.redraw()
  }
  const look = (next: View) => {
    view = next
    redraw()
  }
  const zoomBy = (factor: number) => {
    const frame = stage.frame()
    look(zoomedAt(view, frame, factor, frame.width / 2, frame.height / 2))
  }
  const toggle = (group: number) => {
    const next = new Set(muted)
    if (!next.delete(group)) next.add(group)
    muted = next
    recolour()
  }
  const recolour = () => {
    const among = chosen === null ? null : new Set(chosen)
    const isLeftOut = (point: number) => !isShown(point) || among?.has(point) === false
    stage.colour(paint(colouring(), { isLeftOut, mode: isDark() ? "dark" : "light", shade: rgbShade }))
    keys.replaceChildren(...legend(colouring(), muted, toggle))
  }
  const findNeighbours = () => {
    if (current === null) {
      neighbours = []
      return nearList.replaceChildren()
    }
    const counts = (point: number) => point !== current && isShown(point)
    const space = points.clusterings[clustering]!.space
    neighbours = space === null
      ? nearest(grid, placeOf(current), { count: neighbourCount, reach: Infinity, counts })
      : space.nearestTo(current).filter(counts).slice(0, neighbourCount)
    const heading = `Nearest ${space === null ? "on this map" : `in ${space.name}`} to ${points.titles[current]!}`
    const note = space === null ? ["By their places on this map alone: the page holds no neighbours in the space."] : []
    nearList.replaceChildren(
      ...trackList(points, heading, neighbours, { pick, clear: () => select(null) }),
      ...note.map((words) => element("p", { class: "eyebrow" }, words))
    )
  }
  const select = (point: number | null) => {
    current = point
    hovered = null
    findNeighbours()
    redraw()
    if (point === null) return
    const sound = points.sounds(point).length === 0 ? "" : ". Press Enter to play"
    say(`${[points.titles[point]!, ...factsOf(points, clustering, point)].join(", ")}${sound}.`)
  }
  const play = (point: number | null) => {
    const sounds = point === null ? [] : points.sounds(point)
    if (point === null || sounds.length === 0) return
    const title = points.titles[point]!
    player.audio.hidden = false
    player.play(sounds, (state) => {
      if (state === "playing") say(`Playing ${title}`)
      if (state === "absent") say(`This track cannot be played: ${title}`)
    })
  }
  const pick = (point: number) => {
    const { height, width } = stage.frame()
    const [x, y] = toPixels(view, stage.frame(), ...placeOf(point))
    if (x < 0 || y < 0 || x > width || y > height) view = { ...view, x: placeOf(point)[0], y: placeOf(point)[1] }
    select(point)
    play(point)
  }
  const choose = (heading: string, found: ReadonlyArray<number>) => {
    chosen = found
    chosenList.replaceChildren(...trackList(points, heading, found, { pick, clear }))
    say(heading)
    recolour()
  }
  const clear = () => {
    chosen = null
    tools.asked.value = ""
    chosenList.replaceChildren()
    say("")
    recolour()
  }
  const setLasso = (next: boolean) => {
    isLasso = next
    tools.lasso.setAttribute("aria-pressed", String(next))
    if (next) say("Draw around tracks to choose them.")
  }
  const nearestTo = (x: number, y: number, reach: number): number | null => {
    const frame = stage.frame()
    const within = { count: 1, reach: reach / frame.unit / view.zoom, counts: isShown }
    return nearest(grid, toMap(view, frame, x, y), within)[0] ?? null
  }

  const tools = mapTools(points, {
    colourBy: (at) => {
      coloured = at
      muted = new Set()
      recolour()
    },
    clustersOf: (at) => {
      clustering = at
      muted = new Set()
      names = namesNow()
      recolour()
      findNeighbours()
    },
    map: (at) => {
      projection = at
      grid = gridOf(places())
      names = namesNow()
      stage.travelTo(places())
      findNeighbours()
      redraw()
    },
    find: (words) => {
      if (words.trim() === "") return clear()
      const found = search(points.searched, words)
      choose(`${tracksText(found.length)} found for ${words.trim()}`, found)
    },
    pickFirst: () => chosen?.[0] === undefined ? undefined : pick(chosen[0]),
    lasso: () => setLasso(!isLasso),
    list: () => {
      const shown = points.titles.flatMap((_, point) => isShown(point) ? [point] : [])
      choose(`${tracksText(shown.length)} shown`, shown)
    },
    zoom: zoomBy,
    whole: () => look(wholeMap)
  })
  listen(stage.surface, {
    hover: (x, y) => {
      const before = hovered
      hovered = nearestTo(x, y, reachPx)
      if (hovered !== before) redraw()
    },
    leave: () => {
      hovered = null
      redraw()
    },
    click: (x, y) => {
      select(nearestTo(x, y, reachPx))
      play(current)
    },
    pan: (dx, dy) => look(panned(view, stage.frame(), dx, dy)),
    zoom: (factor, x, y) => look(zoomedAt(view, stage.frame(), factor, x, y)),
    isLasso: () => isLasso,
    loop: (corners, isClosed) => {
      loop = isClosed ? [] : corners
      stage.redraw()
      if (!isClosed || corners.length === 0) return
      const frame = stage.frame()
      const onMap = corners.flatMap((x, at) => at % 2 === 0 ? toMap(view, frame, x, corners[at + 1]!) : [])
      const found = within(grid, onMap, isShown)
      setLasso(false)
      choose(`${tracksText(found.length)} in the loop`, found)
    }
  })
  listenToKeys(stage.surface, {
    walk: (direction) => {
      const { height, width } = stage.frame()
      select(
        current === null
          ? nearestTo(width / 2, height / 2, Infinity)
          : ahead(places(), current, direction, isShown)
      )
    },
    play: () => play(current),
    zoom: zoomBy,
    whole: () => look(wholeMap),
    clear: () => {
      select(null)
      setLasso(false)
      clear()
    }
  })
  onColourChange(() => {
    recolour()
    redraw()
  })
  const help = element("p", { class: "eyebrow" }, helpFor(points))
  const below = element("div", { class: "below" }, tools.zoom, keys) // over the map they would hide points
  root.replaceChildren(tools.row, stage.holder, below, player.audio, status, help)
  root.append(element("div", { class: "lists" }, chosenList, nearList))
  recolour()
}
