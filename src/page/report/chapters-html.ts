/** The chapters below the first screen: one line each until opened, with everything that was found inside. */
import { clusterCards, plainCards } from "./cards-html.ts"
import { chapterLine } from "./chapter-line.ts"
import { chapterPicture } from "./chapter-picture.ts"
import { type Chapter, chapters } from "./chapter.ts"
import type { DagGroup } from "./dag.ts"
import { figure, figures } from "./figures-html.ts"
import { cell, list, table, textCell } from "./html-table.ts"
import { type Content, type Html, html, scriptElement, scriptJson } from "./html.ts"
import { limitsOf } from "./limits.ts"
import { furtherTable, plainTable } from "./methods-html.ts"
import { columnDigits, countText } from "./number-text.ts"
import { type ParameterUse, parameterUses } from "./parameter-uses.ts"
import type { ReportKTable, ReportModel } from "./report-model.ts"
import type { DrawnSection } from "./report-section.ts"
import * as sentences from "./sentences.ts"
import { soundGroups } from "./sounds-html.ts"

/** `id` is an anchor; a part without a body is left out, one without a title stands under the chapter's. */
interface Part {
  readonly id: string
  readonly title: string
  readonly body: Content
}

const criterionDigits = ({ rows }: ReportKTable, at: number): number =>
  columnDigits(rows.map(({ values }) => values[at] ?? null), 3)

const kChoice = ({ kTables }: ReportModel): ReadonlyArray<Content> =>
  kTables.map((entry) => [
    html`<p>${sentences.kSentence(entry)}</p>`,
    table({
      columns: ["k", ...entry.criteria],
      rows: entry.rows.map(({ k, values }) => ({
        cells: [cell(k, 0), ...entry.criteria.map((_, i) => cell(values[i], criterionDigits(entry, i)))],
        ...(k === entry.chosenK ? { look: "chosen" as const } : {})
      }))
    })
  ])

const textTable = (columns: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): Html =>
  table({ columns, rows: rows.map((row) => ({ cells: row.map((text) => textCell(text)) })) })

const usesTable = (uses: ReadonlyArray<ParameterUse>): Html =>
  textTable(["Parameter", "Value", "Steps"], uses.map(({ name, steps, value }) => [name, value, steps]))

const parameters = (model: ReportModel): Content => {
  const { differing, shared } = parameterUses(model.parameters)
  return [
    differing.length === 0
      ? undefined
      : html`<p>What differs between steps that run the same:</p>${usesTable(differing)}`,
    shared.length === 0
      ? undefined
      : html`<details class="fold"><summary>What does not differ <span>${
        countText(shared.length, "value")
      }</span></summary>${usesTable(shared)}</details>`
  ]
}

/** What the line of the chapter does not say already. */
const data = (model: ReportModel): Content => [
  html`<dl class="facts">${
    model.facts.map(({ name, value }) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)
  }</dl>`,
  model.quarantined.length === 0
    ? undefined
    : textTable(["File left out", "Reason"], model.quarantined.map(({ file, reason }) => [file, reason])),
  model.remarks.length === 0
    ? undefined
    : textTable(["Where", "Noticed"], model.remarks.map(({ remark, where }) => [where, remark]))
]

const graphList = (groups: ReadonlyArray<DagGroup>): Html =>
  html`<dl class="graph">${
    groups.map(({ group, steps }) =>
      html`<dt>${group}</dt>${
        steps.map(({ name, reads }) =>
          html`<dd><b>${name}</b>${reads.length === 0 ? undefined : html` reads ${reads.join(", ")}`}</dd>`
        )
      }`
    )
  }</dl>`

/** The graph to walk through, with its picture in a fold: for paper, and for who lets no script run. */
const pipelineGraph = ({ dagCsv, dagList, dagSvg, pipeline, walk }: ReportModel): Content => {
  if (dagSvg === "") return undefined
  const picture = figure({
    id: "dag",
    title: `Nodes of ${pipeline}.`,
    caption: "Arrows are artifacts read by what they point to; ×n stands for n steps of one node.",
    svg: dagSvg,
    ...(dagList === undefined ? {} : { slim: graphList(dagList) }),
    ...(dagCsv === undefined ? {} : { files: { csv: dagCsv } })
  })
  if (walk === undefined) return picture
  return [
    html`<div id="walk"></div>`,
    scriptElement(" type=\"application/json\" id=\"walk-data\"", scriptJson(walk).toString()),
    html`<details class="fold" data-print><summary>The same as one picture</summary>${picture}</details>`
  ]
}

const ownParts = (model: ReportModel): Readonly<Record<Chapter, ReadonlyArray<Part>>> => ({
  groups: [
    { id: "clusters", title: "Clusters", body: clusterCards(model) },
    { id: "number-of-clusters", title: "Number of clusters", body: kChoice(model) }
  ],
  evidence: [],
  data: [{ id: "data", title: "Data", body: data(model) }],
  models: [{ id: "latent-use", title: "Latent use", body: list(model.collapse.map(sentences.collapseSentence)) }],
  making: [
    { id: "pipeline", title: "Pipeline", body: pipelineGraph(model) },
    { id: "parameters", title: "Parameters", body: parameters(model) }
  ],
  limits: [{ id: "notes", title: "", body: list(limitsOf(model)) }]
})

const sectionBody = ({ blocks, finding }: DrawnSection): Content => [
  html`<p>${finding}</p>`,
  ...blocks.map((block): Content => {
    switch (block.kind) {
      case "text":
        return block.paragraphs.map((text) => html`<p>${text}</p>`)
      case "table":
        return plainTable(block)
      case "cards":
        return plainCards(block)
      case "audio":
        return soundGroups(block)
      case "drawn":
        return figure(block)
    }
  })
]

/** Nothing but nothing. */
const isEmpty = (body: Content): boolean => body === undefined || (Array.isArray(body) && body.every(isEmpty))

const partsOf = (model: ReportModel, chapter: Chapter): ReadonlyArray<Part> =>
  [
    ...ownParts(model)[chapter],
    ...model.tables.filter((each) => (each.chapter ?? "evidence") === chapter)
      .map((each) => ({ id: each.id, title: each.title, body: furtherTable(each) })),
    { id: `${chapter}-figures`, title: "", body: figures(model, chapter) },
    ...(model.sections ?? []).filter((each) => each.chapter === chapter)
      .map((each) => ({ id: `section-${each.id}`, title: each.title, body: sectionBody(each) }))
  ].filter(({ body }) => !isEmpty(body))

const partHtml = ({ body, id, title }: Part): Html =>
  html`<section id="${id}">${title === "" ? undefined : html`<h3>${title}</h3>`}${body}</section>`

/** All chapters that have something in them. */
export const chaptersHtml = (model: ReportModel): ReadonlyArray<Html> =>
  chapters.flatMap(({ id, title }) => {
    const parts = partsOf(model, id)
    if (parts.length === 0) return []
    const { finding, key } = chapterLine(model, id)
    return [
      html`<details class="chapter" id="chapter-${id}" data-chapter="${id}"><summary><h2>${title}</h2><span class="finding">${finding}</span><span class="glance">${
        chapterPicture(model, id)
      }</span><span class="key">${key}</span></summary><div class="parts">${parts.map(partHtml)}</div></details>`
    ]
  })
