/** A part of a report that a node of anybody's makes: plain data, shown in the chapter it names. */
import type { ChartSpec } from "../chart/theme.ts"
import type { Chapter } from "./chapter.ts"
import type { ChartParts } from "./figure-files.ts"

/** Paragraphs. */
export interface TextBlock {
  readonly kind: "text"
  readonly paragraphs: ReadonlyArray<string>
}

/** Rows under columns; numbers are shown with `digits` and sort as numbers, null is a dash. */
export interface TableBlock {
  readonly kind: "table"
  readonly columns: ReadonlyArray<string>
  readonly rows: ReadonlyArray<ReadonlyArray<string | number | null>>
  readonly digits: number
}

/** A chart as a Vega-Lite specification that carries its own data; the report draws it. */
export interface ChartBlock {
  readonly kind: "chart"
  readonly title: string
  readonly caption: string
  readonly spec: ChartSpec
}

/** Small texts side by side, each under a name. */
export interface CardsBlock {
  readonly kind: "cards"
  readonly cards: ReadonlyArray<{ readonly title: string; readonly lines: ReadonlyArray<string> }>
}

/** A sound of a few seconds: `opus` is an Ogg Opus file, `picture` a WebP file of its spectrogram, both in base64. */
export interface Sound {
  readonly name: string
  readonly opus: string
  readonly picture: string
}

/** Sounds that can be heard and seen side by side, such as a track's and what a model makes of it; in groups. */
export interface AudioBlock {
  readonly kind: "audio"
  readonly groups: ReadonlyArray<
    { readonly title: string; readonly note: string; readonly sounds: ReadonlyArray<Sound> }
  >
}

/** What a section is made of. */
export type ReportBlock = TextBlock | TableBlock | ChartBlock | CardsBlock | AudioBlock

/**
 * A section: `finding` is the one sentence it is there for, `key` the number that says it shortest. Sections of one
 * report differ in `id`, which is an anchor and the name of its figures.
 */
export interface ReportSection {
  readonly id: string
  readonly chapter: Chapter
  readonly title: string
  readonly finding: string
  readonly key?: string
  readonly blocks: ReadonlyArray<ReportBlock>
}

/** A section whose charts are drawn. */
export interface DrawnSection extends Omit<ReportSection, "blocks"> {
  readonly blocks: ReadonlyArray<Exclude<ReportBlock, ChartBlock> | DrawnChart>
}

/** A drawn chart; `id` is its anchor and file name. */
export interface DrawnChart {
  readonly kind: "drawn"
  readonly id: string
  readonly title: string
  readonly caption: string
  readonly svg: string
  readonly narrow?: string
  readonly files?: ChartParts
}

/** Draws the charts of sections, called after their section and their place in it. */
export const drawnSections = async (sections: ReadonlyArray<ReportSection>): Promise<ReadonlyArray<DrawnSection>> => {
  const { chartTexts } = await import("./figure-files.ts")
  const { withNarrow } = await import("./narrow-svg.ts")
  const { renderSvg } = await import("./render-svg.ts")
  const drawn: Array<DrawnSection> = []
  for (const { blocks, ...section } of sections) {
    const shown: Array<DrawnSection["blocks"][number]> = []
    for (const [i, block] of blocks.entries()) {
      if (block.kind !== "chart") shown.push(block)
      else {
        const { caption, spec, title } = block
        const id = `section-${section.id}-${i + 1}`
        const chart = await withNarrow({ svg: await renderSvg(spec), files: chartTexts(spec) })
        shown.push({ kind: "drawn", id, title, caption, ...chart })
      }
    }
    drawn.push({ ...section, blocks: shown })
  }
  return drawn
}
