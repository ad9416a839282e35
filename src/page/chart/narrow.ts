/** The same chart for a page as wide as a hand: panels below each other, keys below them, headings in several lines. */
import { textWidth } from "./text-width.ts"
import type { ChartSpec } from "./theme.ts"

/** The width of the whole picture, and what of it labels beside the plots take. Units: pixels. */
export interface Room {
  readonly width: number
  readonly beside: number
  readonly label?: number
}

const titlePx = 16
const subtitlePx = 12.5
const labelPx = 12
const smallPx = 8
const crowded = 0.5 // of its width
const labelAtMost = 116 // names of rows; more of them would leave no plot
const labelBesidePanels = 180 // where plots are narrow to begin with
const tallest = 1.15 // of its width
const tallestPanel = 0.66 // of its width, so that several are seen at once
const manyRows = 12 // from here on rows of panels below each other are as close as letters let
const closeStep = 21 // pixels

const isRecord = (value: unknown): value is ChartSpec =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const viewsIn = (value: unknown): ReadonlyArray<ChartSpec> => Array.isArray(value) ? value.filter(isRecord) : []

/** Words in lines that fit; a word that is wider than that has a line of its own. */
const lines = (text: string, width: number, fontSize: number, fontWeight: number): ReadonlyArray<string> => {
  const done: Array<string> = []
  for (const word of text.split(" ")) {
    const longer = done.length === 0 ? word : `${done.at(-1)!} ${word}`
    if (done.length > 0 && textWidth(longer, fontSize, fontWeight) <= width) done[done.length - 1] = longer
    else done.push(word)
  }
  return done
}

const broken = (title: unknown, { width }: Room): unknown => {
  if (!isRecord(title) || typeof title["text"] !== "string" || title["fontSize"] !== undefined) return title
  const { subtitle, text } = title
  return {
    ...title,
    text: lines(text as string, width, titlePx, 600),
    ...(typeof subtitle === "string" ? { subtitle: lines(subtitle, width, subtitlePx, 400) } : {})
  }
}

/** Keys below the plot, as many beside each other as their names let. */
const keyBelow = (channel: ChartSpec, { width }: Room): ChartSpec => {
  const { field, legend, scale } = channel
  if (field === undefined || legend === null) return channel
  const domain = isRecord(scale) && Array.isArray(scale["domain"]) ? scale["domain"].map(String) : []
  const widest = domain.reduce((most, name) => Math.max(most, textWidth(name, labelPx, 400)), 30)
  const columns = Math.max(1, Math.min(6, Math.floor(width / (widest + 36))))
  return {
    ...channel,
    legend: { ...(isRecord(legend) ? legend : {}), orient: "bottom", direction: "horizontal", columns }
  }
}

const axisWith = (channel: ChartSpec, more: ChartSpec): ChartSpec =>
  channel["axis"] === null || channel["type"] !== "nominal"
    ? channel
    : { ...channel, axis: { ...(isRecord(channel["axis"]) ? channel["axis"] : {}), ...more } }

/** How much of its size a view keeps. */
interface Shrunk {
  readonly x: number
  readonly y: number
  readonly isStep: boolean
}

/** A place in pixels moves with its edge; one above or before the plot stays. */
const moved = (channel: ChartSpec, share: number): ChartSpec =>
  typeof channel["value"] === "number" && channel["value"] > 0
    ? { ...channel, value: channel["value"] * share }
    : channel

const channelIn = (name: string, channel: unknown, shrunk: Shrunk, room: Room): unknown => {
  if (!isRecord(channel)) return channel
  switch (name) {
    case "x":
      return axisWith(moved(channel, shrunk.x), shrunk.isStep ? { labelAngle: -45, labelLimit: 90 } : {})
    case "y":
      return axisWith(moved(channel, shrunk.y), { labelLimit: room.label ?? labelAtMost })
    case "x2":
      return moved(channel, shrunk.x)
    case "y2":
      return moved(channel, shrunk.y)
    case "color":
    case "shape":
    case "size":
    case "strokeDash":
      return keyBelow(channel, room)
    default:
      return channel
  }
}

/** Letters below marks that have moved close together. */
const markIn = (mark: unknown, { x }: Shrunk): ChartSpec =>
  isRecord(mark) && mark["type"] === "text" && mark["baseline"] === "top" && x < crowded
    ? { mark: { ...mark, fontSize: smallPx } }
    : mark === undefined
    ? {}
    : { mark }

const layerIn = (layer: ChartSpec, shrunk: Shrunk, room: Room): ChartSpec => {
  const { encoding, layer: inner, mark } = layer
  return {
    ...layer,
    ...markIn(mark, shrunk),
    ...(isRecord(encoding)
      ? {
        encoding: Object.fromEntries(
          Object.entries(encoding).map(([name, channel]) => [name, channelIn(name, channel, shrunk, room)])
        )
      }
      : {}),
    ...(inner === undefined ? {} : { layer: viewsIn(inner).map((each) => layerIn(each, shrunk, room)) })
  }
}

const viewIn = (view: ChartSpec, room: Room, ratio: number): ChartSpec => {
  const { height, width } = view
  const plot = room.width - room.beside
  const isStep = isRecord(width)
  const wide = typeof width === "number" ? Math.min(width, plot) : plot
  const high = typeof height === "number" ? Math.min(height, Math.round(ratio * wide)) : height
  const shrunk = {
    x: typeof width === "number" ? wide / width : 1,
    y: typeof height === "number" && typeof high === "number" ? high / height : 1,
    isStep
  }
  return { ...layerIn(view, shrunk, room), width: wide, ...(height === undefined ? {} : { height: high }) }
}

/** The axis of the names of rows, which panels side by side have once and panels below each other each. */
const rowAxis = (view: ChartSpec): unknown =>
  viewsIn(view["layer"]).flatMap(({ encoding }) => {
    const y = isRecord(encoding) ? encoding["y"] : undefined
    return isRecord(y) && y["type"] === "nominal" && isRecord(y["axis"]) ? [y["axis"]] : []
  })[0]

const withRowAxis = (view: ChartSpec, axis: unknown): ChartSpec => ({
  ...view,
  layer: viewsIn(view["layer"]).map((layer) => {
    const { encoding } = layer
    const y = isRecord(encoding) ? encoding["y"] : undefined
    return isRecord(encoding) && isRecord(y) && y["type"] === "nominal" && y["axis"] === null
      ? { ...layer, encoding: { ...encoding, y: { ...y, axis } } }
      : layer
  })
})

/** Rows of a panel closer together, where there are many. */
const closer = (view: ChartSpec): ChartSpec => {
  const { height } = view
  const rows = new Set(
    viewsIn(view["layer"]).flatMap(({ encoding }) => {
      const y = isRecord(encoding) ? encoding["y"] : undefined
      const domain = isRecord(y) && isRecord(y["scale"]) ? y["scale"]["domain"] : undefined
      return Array.isArray(domain) ? domain.map(String) : []
    })
  ).size
  return rows >= manyRows && isRecord(height) && Number(height["step"]) > closeStep
    ? { ...view, height: { ...height, step: closeStep } }
    : view
}

const panelsIn = ({ columns: _columns, concat, hconcat, ...spec }: ChartSpec, within: Room): ChartSpec => {
  const room = { ...within, label: labelBesidePanels }
  const panels = viewsIn(hconcat ?? concat)
  const axis = rowAxis(panels[0] ?? {})
  return {
    ...spec,
    spacing: 36,
    vconcat: panels.map((panel) =>
      viewIn(closer(axis === undefined ? panel : withRowAxis(panel, axis)), room, tallestPanel)
    )
  }
}

/**
 * The specification for a page of that width; nothing for one that is laid out in a way that cannot be folded, such as
 * facets. Its picture is that wide where labels take what `beside` says.
 */
export const narrow = (spec: ChartSpec, room: Room): ChartSpec | undefined => {
  const isPanels = spec["hconcat"] !== undefined || spec["concat"] !== undefined
  const panels = viewsIn(spec["hconcat"] ?? spec["concat"])
  const isPlain = (view: ChartSpec) => ["layer", "mark"].some((name) => view[name] !== undefined)
  if (isPanels ? !panels.every(isPlain) : !isPlain(spec)) return undefined
  const laid = isPanels ? panelsIn(spec, room) : viewIn(spec, room, tallest)
  return { ...laid, title: broken(spec["title"], room), padding: { left: 2, top: 6, right: 6, bottom: 6 } }
}
