/** Figures that download as they are drawn: SVG with the page's fonts inside, PNG at twice their size. */
import { button, element } from "./element.ts"
import { saveFile } from "./save-file.ts"

const fontRules = (): string =>
  [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSFontFaceRule).map((rule) => rule.cssText).join("\n")

/** The picture as a file of its own: its own colours, on light paper, whatever the page shows. */
const standalone = (svg: SVGSVGElement): string => {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const style = document.createElementNS("http://www.w3.org/2000/svg", "style")
  style.textContent = fontRules()
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

const enhance = (figure: HTMLElement): void => {
  const svg = figure.querySelector("svg")
  if (svg === null) return
  const name = figure.id.replace(/^figure-/, "") || "figure"
  figure.append(element(
    "div",
    { class: "tools of-figure" },
    button("SVG", () => saveFile(`${name}.svg`, new Blob([standalone(svg)], { type: "image/svg+xml" })), {
      "data-download": "svg",
      "aria-label": "Download this figure as SVG"
    }),
    button("PNG", () => void savePng(name, svg), {
      "data-download": "png",
      "aria-label": "Download this figure as PNG"
    })
  ))
}

/** Gives every figure of the page its downloads. */
export const startFigures = (): void => document.querySelectorAll("figure").forEach(enhance)
