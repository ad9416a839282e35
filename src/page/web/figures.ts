/**
 * Figures that download: SVG with the page's fonts inside, PNG at twice its size, and the numbers and the specification
 * that the page carries of them (src/page/report/figure-data.ts).
 */
import { visibleJson } from "../../format/visible.ts"
import { chartCsv } from "../chart/chart-rows.ts"
import type { FigureData, FigureEntry } from "../report/figure-data.ts"
import { button, element } from "./element.ts"
import { saveFile, saveText } from "./save-file.ts"
import { unpacked } from "./unpack.ts"

/** Whether a typeface has any of the letters: a picture carries none that it does not need. */
const isNeeded = ({ style }: CSSFontFaceRule, text: string): boolean => {
  const ranges = style.getPropertyValue("unicode-range").matchAll(/U\+([0-9a-f]+)(?:-([0-9a-f]+))?/gi)
  const known = [...ranges].map(([, low, high]) => [parseInt(low!, 16), parseInt(high ?? low!, 16)] as const)
  return known.length === 0 || Array.from(text).some((letter) => {
    const code = letter.codePointAt(0)!
    return code > 0x7f && known.some(([low, high]) => low <= code && code <= high)
  })
}

const fontRules = (text: string): string =>
  [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSFontFaceRule && isNeeded(rule, text)).map((rule) => rule.cssText).join("\n")

/** The picture as a file of its own: its own colours, on light paper, whatever the page shows. */
const standalone = (svg: SVGSVGElement): string => {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const style = document.createElementNS("http://www.w3.org/2000/svg", "style")
  style.textContent = fontRules(svg.textContent)
  copy.prepend(style)
  return new XMLSerializer().serializeToString(copy)
}

const sizeOf = (svg: SVGSVGElement) => {
  const { height, width } = svg.viewBox.baseVal
  return width > 0 ? { width, height } : { width: svg.width.baseVal.value, height: svg.height.baseVal.value }
}

const savePng = async (name: string, svg: SVGSVGElement): Promise<void> => {
  const picture = new Image()
  const { height, width } = sizeOf(svg)
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(standalone(svg))}`
  await picture.decode()
  const canvas = element("canvas", { width: 2 * width, height: 2 * height })
  canvas.getContext("2d")!.drawImage(picture, 0, 0, 2 * width, 2 * height)
  canvas.toBlob((content) => content === null ? undefined : saveFile(`${name}.png`, content), "image/png")
}

let all: Promise<FigureData> | undefined // unpacked once, when somebody asks

const entryOf = async (name: string): Promise<FigureEntry> => {
  all ??= unpacked(document.getElementById("figure-data")!.textContent).then((text) => JSON.parse(text) as FigureData)
  return (await all)[name] ?? {}
}

const saveCsv = async (name: string): Promise<void> => {
  const { csv, spec } = await entryOf(name)
  saveText(`${name}.csv`, "text/csv", csv ?? (spec === undefined ? "" : chartCsv(spec)))
}

const saveSpec = async (name: string): Promise<void> => {
  const { spec } = await entryOf(name)
  saveText(`${name}.vl.json`, "application/json", `${visibleJson(spec, 2)}\n`)
}

const enhance = (figure: HTMLElement): void => {
  const svg = figure.querySelector("svg")
  if (svg === null) return
  const name = figure.id.replace(/^figure-/, "") || "figure"
  const has = (where: "inside" | "beside", what: string) => figure.dataset[where]?.split(" ").includes(what) === true
  const offer = (words: string, what: string, act: () => void): HTMLElement =>
    button(words, act, { "data-download": words.toLowerCase(), "aria-label": `Download this figure${what}` })
  const link = (words: string, ending: string): HTMLElement =>
    element("a", { href: `figures/${encodeURIComponent(name)}.${ending}`, download: `${name}.${ending}` }, words)
  const tools = element(
    "div",
    { class: "tools of-figure" },
    offer("SVG", " as SVG", () => saveFile(`${name}.svg`, new Blob([standalone(svg)], { type: "image/svg+xml" }))),
    offer("PNG", " as PNG", () => void savePng(name, svg))
  )
  if (has("inside", "csv")) tools.append(offer("CSV", " as CSV", () => void saveCsv(name)))
  if (has("beside", "csv")) tools.append(link("CSV", "csv"))
  if (has("inside", "spec")) tools.append(offer("Vega-Lite", " as Vega-Lite specification", () => void saveSpec(name)))
  if (has("beside", "spec")) tools.append(link("Vega-Lite", "vl.json"))
  figure.append(tools)
}

/** Gives every figure of the page its downloads. */
export const startFigures = (): void => document.querySelectorAll("figure").forEach(enhance)
