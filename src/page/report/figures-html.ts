/** Pictures of a page, and those of a chapter: side by side, wide ones alone, folded ones under their name. */
import { fontStack } from "../chart/theme.ts"
import type { Chapter } from "./chapter.ts"
import { type Offered, offersOf } from "./figure-data.ts"
import { type Content, type Html, html, raw } from "./html.ts"
import { withFewMarks } from "./many-marks.ts"
import { countText } from "./number-text.ts"
import { figuresOf, type ReportFigure, type ReportModel } from "./report-model.ts"

const openTag = /<[a-zA-Z](?:"[^"]*"|[^">])*>/g

/** Hundredths of a pixel are finer than any screen, and half of what Vega writes are digits beyond them. */
const rounded = (attribute: string): string =>
  attribute.replace(/\d+\.\d{3,}/g, (number) => String(Math.round(100 * Number(number)) / 100))

/** How Vega names the typeface, on every text; the picture says it once. */
const typeface = html` font-family="${fontStack}"`.toString()

/**
 * A picture as it stands in a page: with one name for who cannot see it, and none inside, where a chart names each of its
 * marks. Ids get the picture's name in front, since two charts both call their first clip "clip0".
 */
const embedded = (svg: string, scope: string, name: string): string =>
  withFewMarks(
    svg
      .replace(openTag, (tag) =>
        tag.replace(
          /\s(?:role|aria-[a-z]+|tabindex|pointer-events)="[^"]*"|\sclass="(?:mark-|background|foreground)[^"]*"/g,
          ""
        )
          .replace(/\s(?:d|transform)="[^"]*"/g, rounded)
          .replace(/\bid="([^"]+)"/g, `id="${scope}-$1"`)
          .replace(/url\(#([^)]+)\)/g, `url(#${scope}-$1)`)
          .replace(/href="#([^"]+)"/g, `href="#${scope}-$1"`))
      .replaceAll(typeface, "")
      .replace("<svg", () => `<svg role="img" aria-label="${name}"${svg.includes(typeface) ? typeface : ""}`),
    scope
  )

const wideFrom = 840 // pixels; narrower pictures stand two in a row

/** Which downloads a figure has besides its picture, for the page's script. */
export const offers = (of: Offered): Html => {
  const { beside, inside } = offersOf(of)
  const said = (name: string, words: string) => words === "" ? undefined : html` data-${raw(name)}="${words}"`
  return html`${said("inside", inside)}${said("beside", beside)}`
}

/** A picture, and markup that a narrow page shows in its place where no narrower picture does. */
interface Framed extends Omit<ReportFigure, "chapter" | "fold"> {
  readonly slim?: Html
}

const inPage = ({ caption, id, narrow, svg, title }: Framed): NonNullable<Framed["inPage"]> => {
  const name = html`${`${title}. ${caption}`}`.toString()
  const picture = (drawn: string, scope: string) => embedded(drawn, html`${scope}`.toString(), name)
  return { svg: picture(svg, id), narrow: narrow === undefined ? undefined : picture(narrow, `${id}-slim`) }
}

/** The same figure with its pictures as they stand in a page, for one that may be written several times. */
export const forPages = (figure: ReportFigure): ReportFigure => ({ ...figure, inPage: inPage(figure) })

/** One picture with its caption. */
export const figure = (shown: Framed): Html => {
  const { caption, id, svg, title } = shown
  const width = Number(/width="([\d.]+)/.exec(svg)?.[1] ?? 0)
  const pictures = shown.inPage ?? inPage(shown)
  const slim = pictures.narrow === undefined ? shown.slim : raw(pictures.narrow)
  const looks = [...(width > wideFrom ? ["wide"] : []), ...(slim === undefined ? [] : ["folds"])].join(" ")
  return html`<figure id="figure-${id}"${looks === "" ? undefined : html` class="${looks}"`}${
    offers(shown)
  }><div class="scroll" tabindex="0" role="group" aria-label="${title}">${raw(pictures.svg)}</div>${
    slim === undefined ? undefined : html`<div class="slim">${slim}</div>`
  }<figcaption><b>${title}</b> ${caption}</figcaption></figure>`
}

/** The pictures of a chapter; nothing where there is none. */
export const figures = (model: ReportModel, chapter: Chapter): Content => {
  const { folded, shown } = figuresOf(model.figures, chapter)
  return [
    shown.length === 0 ? undefined : html`<div class="figures">${shown.map(figure)}</div>`,
    ...folded.map(({ figures: own, fold }) =>
      html`<details class="fold" data-print><summary>${fold} <span>${
        countText(own.length, "figure")
      }</span></summary><div class="figures">${own.map(figure)}</div></details>`
    )
  ]
}
