/** A run's paper as the files of a folder: Markdown or LaTeX, its figures, its sources. */
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { bundledFonts } from "../../../nodes/row/bundled-fonts.ts"
import { Manuscript } from "../../../nodes/row/manuscript.ts"
import type { RunRecord } from "../../dataflow/store/run-record.ts"
import { bibtex } from "../../page/report/bibtex.ts"
import { anchorsOf } from "../../page/report/manuscript-anchors.ts"
import { type FigureFile, manuscriptLatex } from "../../page/report/manuscript-latex.ts"
import { manuscriptMarkdown } from "../../page/report/manuscript-markdown.ts"
import { blocksOf, type Manuscript as Paper } from "../../page/report/manuscript.ts"
import { renderPng } from "../../page/report/render-png.ts"
import { type RunFacts, withReproduction } from "../../page/report/reproduction.ts"
import { repeating } from "./run-command.ts"
import { fileIn, type RunDocument } from "./run-documents.ts"
import { version } from "./version.ts"

/** Text or bytes by path. */
export type PaperFiles = ReadonlyMap<string, Uint8Array | string>

const decoded = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

const readPaper = Schema.decodeUnknownOption(Schema.fromJsonString(Manuscript))

/**
 * The paper that documents carry: what a study wrote, else what its report would be; undefined where there is none. A file
 * of that name that is something else is somebody's own.
 */
export const paperIn = (documents: ReadonlyArray<RunDocument>): Paper | undefined =>
  ["paper.json", "report.json"].flatMap((name) => documents.flatMap(({ files }) => files.get(name) ?? []))
    .flatMap((read) => Option.toArray(readPaper(decoded(read()))))[0]

const lastOf = (place: string): string => place.replaceAll("\\", "/").replace(/\/+$/, "").split("/").at(-1) ?? place

/** What the record says; data by its last name alone, since where it lies is nobody's business. */
const factsOf = (run: RunRecord, format: string): RunFacts => {
  const { commit, dataset, machine, pipeline, seed } = run
  const source = dataset?.source === undefined ? {} : { source: lastOf(dataset.source) }
  const named = dataset === undefined
    ? run
    : { ...run, dataset: { name: dataset.name, digest: dataset.digest, ...source } }
  return {
    pipeline,
    run: run.run,
    seed,
    ...(dataset === undefined ? {} : { data: { name: lastOf(dataset.name), digest: dataset.digest } }),
    ...(commit === undefined ? {} : { commit }),
    partita: version,
    ...(machine === undefined ? {} : { node: machine.node }),
    backends: machine?.backends ?? [],
    commands: [
      ...(commit === undefined ? [] : [`git checkout ${commit.hash}`]),
      repeating(named),
      `pipeline report ${pipeline} --format ${format}`
    ]
  }
}

/** Width and height that an SVG names, in pixels; of one that names none, those of a chart. */
const sizeOf = (svg: string): Pick<FigureFile, "widthPx" | "heightPx"> => {
  const [, opening = ""] = /<svg\b([^>]*)>/.exec(svg) ?? []
  const named = (name: string) => Number(new RegExp(`\\b${name}="([\\d.]+)(?:px)?"`).exec(opening)?.[1])
  const [, boxWidth, boxHeight] = /viewBox="[\d.-]+[ ,]+[\d.-]+[ ,]+([\d.]+)[ ,]+([\d.]+)"/.exec(opening) ?? []
  const [width, height] = [named("width") || Number(boxWidth), named("height") || Number(boxHeight)]
  return { widthPx: width > 0 ? width : 640, heightPx: height > 0 ? height : 400 }
}

/** What 300 dots per inch need across the text and down a page; a chart is drawn three times its size at most. */
const mostPx = { width: 1920, height: 2660, scale: 3 }

const scaleOf = ({ heightPx, widthPx }: Pick<FigureFile, "widthPx" | "heightPx">): number =>
  Math.min(mostPx.scale, mostPx.width / widthPx, mostPx.height / heightPx)

/** Pictures of a paper by id, as SVG, and what their files are called. */
const picturesOf = (paper: Paper, documents: ReadonlyArray<RunDocument>) => {
  const ids = blocksOf(paper).flatMap((block) => block.kind === "figure" ? [block.id] : [])
  const anchors = anchorsOf(ids)
  return [...anchors].flatMap(([id, anchor]) => {
    const read = fileIn(documents, `figures/${id}.svg`)
    return read === undefined ? [] : [{ id, anchor, svg: decoded(read()) }]
  })
}

/** `paper.md` and its figures as SVG. */
export const markdownFiles = (paper: Paper, run: RunRecord, documents: ReadonlyArray<RunDocument>): PaperFiles => {
  const pictures = picturesOf(paper, documents)
  const paths = new Map(pictures.map(({ anchor, id }) => [id, `figures/${anchor}.svg`]))
  const whole = withReproduction(paper, factsOf(run, "md"))
  return new Map([
    ["paper.md", manuscriptMarkdown(whole, (id) => paths.get(id))],
    ...pictures.map(({ anchor, svg }) => [`figures/${anchor}.svg`, svg] as const)
  ])
}

/** `paper.tex`, `references.bib`, and figures as PNG, which every LaTeX reads. */
export const latexFiles = async (
  paper: Paper,
  run: RunRecord,
  documents: ReadonlyArray<RunDocument>
): Promise<PaperFiles> => {
  const fonts = bundledFonts()
  const drawn = new Map<string, FigureFile>()
  const files = new Map<string, Uint8Array | string>()
  for (const { anchor, id, svg } of picturesOf(paper, documents)) {
    const path = `figures/${anchor}.png`
    const size = sizeOf(svg)
    drawn.set(id, { path, ...size })
    files.set(path, await renderPng(svg, scaleOf(size), fonts))
  }
  const whole = withReproduction(paper, factsOf(run, "latex"))
  return new Map([["paper.tex", manuscriptLatex(whole, drawn)], ["references.bib", bibtex(whole.references)], ...files])
}
