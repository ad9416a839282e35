/** A run's report as a paper: data, method, results, groups, models and limits; numbers and sentences are the report's own. */
import { type Chapter, chapters } from "./chapter.ts"
import * as discussion from "./discussion.ts"
import { forestOf, methodsFigure } from "./forest-of.ts"
import {
  citedIn,
  list,
  type Manuscript,
  type ManuscriptBlock,
  type ManuscriptChapter,
  type ManuscriptFigure,
  type ManuscriptPart,
  paragraph
} from "./manuscript.ts"
import { furtherMetrics, methodTables, rankingTable } from "./method-tables.ts"
import { countText } from "./number-text.ts"
import { furtherSources, methodParts } from "./paper-method.ts"
import { sourcesOf } from "./paper-sources.ts"
import type { DescribedPipeline } from "./pipeline-facts.ts"
import type { ReportCluster, ReportModel } from "./report-model.ts"
import type { DrawnSection } from "./report-section.ts"
import * as sentences from "./sentences.ts"
import { finishedTable, tableBlocks } from "./table-blocks.ts"

/** What the paper is written from: the report's model, and the pipeline with the parameters of every step. */
export interface ReportedRun {
  readonly model: Omit<ReportModel, "points" | "mapChoices">
  readonly pipeline: DescribedPipeline
}

type Model = ReportedRun["model"]

/** Figures of a chapter that stand in it; the others follow in the appendix, after them those of the evidence's tables. */
const shownFigures: Readonly<Partial<Record<Chapter, number>>> = { groups: 2, models: 2 }

const mostDrawnSteps = 40 // on a page

const figuresOf = ({ figures }: Model, asked: Chapter): ReadonlyArray<ManuscriptFigure> =>
  figures.filter(({ chapter = "models" }) => chapter === asked).map(({ caption, id, title }) => ({
    kind: "figure",
    id,
    title,
    caption
  }))

const sectionPart = ({ blocks, finding, id, title }: DrawnSection): ManuscriptPart => ({
  title,
  blocks: [
    paragraph(finding),
    ...blocks.flatMap((block, i): ReadonlyArray<ManuscriptBlock> => {
      switch (block.kind) {
        case "text":
          return block.paragraphs.map((text) => paragraph(text))
        case "table":
          return [finishedTable({ ...block, id: `section-${id}-${i + 1}`, caption: `${title}.` })]
        case "cards":
          return list(block.cards.map(({ lines, title: name }) => `${name}: ${lines.join(" ")}`))
        case "audio": // paper makes no sound: what there is to hear is named
          return list(
            block.groups.map(({ note, sounds: heard, title: name }) =>
              `To be heard in the page: ${
                [
                  name,
                  note,
                  heard.map((each) => each.name).join(", ")
                ].filter((text) => text !== "").join("; ")
              }`
            )
          )
        case "drawn":
          return [{ kind: "figure", id: block.id, title: block.title, caption: block.caption }]
      }
    })
  ]
})

/** What other nodes have to say in a chapter, and tables of the report's own. */
const partsOf = ({ sections = [], tables }: Model, asked: Chapter): ReadonlyArray<ManuscriptPart> => [
  ...tables.filter(({ chapter = "evidence" }) => chapter === asked)
    .map((table) => ({ title: table.title, blocks: tableBlocks(table) })),
  ...sections.filter(({ chapter }) => chapter === asked).map(sectionPart)
]

/** How often each reason stands in a list, the most frequent first. */
const reasonsTable = (model: Model): ReadonlyArray<ManuscriptBlock> => {
  const counts = [...Map.groupBy(model.quarantined, ({ reason }) => reason)].map(([reason, all]) =>
    [reason, all.length] as const
  )
  return counts.length === 0 ? [] : [finishedTable({
    id: "set-aside",
    caption: "Files that could not be used, by reason.",
    columns: ["Reason", "Files"],
    rows: counts.toSorted(([, a], [, b]) => b - a),
    digits: 0
  })]
}

const data = (model: Model): ManuscriptChapter => ({
  title: "Data",
  blocks: [
    paragraph(
      sentences.tracksSentence(model),
      model.quarantined.length === 0
        ? " No file was left out."
        : ` ${countText(model.quarantined.length, "file")} could not be used.`,
      model.remarks.length === 0 ? "" : ` Reading left ${countText(model.remarks.length, "remark")}.`
    ),
    ...reasonsTable(model)
  ],
  parts: partsOf(model, "data")
})

/** Where a few methods stand side by side, the leader's sentence and each method's own say as much. */
const besideBaseline = ({ methods }: Model): ReadonlyArray<string> =>
  sentences.isRanking(methods) ? discussion.againstBaseline(methods) : []

const results = (model: Model): ManuscriptChapter => {
  const fair = sentences.ranking(model.methods)
  const tables = methodTables(sentences.isRanking(model.methods) ? fair : model.methods)
  const told = model.methods.filter(({ isLabelConditioned }) => isLabelConditioned === true)
  const toldTable = rankingTable(told, { id: "told", what: "Methods that were told labels, which are not ranked," })
  const forest = forestOf(model.methods)
  const compared = sentences.isRanking(model.methods)
    ? []
    : model.methods.filter(({ isBaseline }) => !isBaseline)
      .flatMap((method) => sentences.methodSentences(method, model.methods))
  return {
    title: "Results",
    blocks: [
      ...tables.map(({ id }) =>
        paragraph(
          { see: id },
          ` has ${sentences.isRanking(model.methods) ? "every method that saw no label" : "all scores"}. `,
          sentences.leaderSentence(model.methods)
        )
      ),
      ...tables,
      ...(forest === undefined
        ? []
        : [
          {
            kind: "figure",
            id: methodsFigure,
            title: forest.title,
            caption: "Values with their intervals, nulls in grey."
          } as const
        ]),
      ...[
        ...besideBaseline(model),
        ...compared,
        ...discussion.separationAndAgreement(model.methods)
      ]
        .map((text) => paragraph(text)),
      ...list(sentences.unrankedSentences(fair)),
      ...discussion.aboutConditioned(model.methods).map((text) => paragraph(text)),
      ...toldTable
    ],
    parts: partsOf(model, "evidence")
  }
}

const clusterRow = (cluster: ReportCluster): ReadonlyArray<string | number> => {
  const [first] = cluster.topLabels
  return [
    cluster.name,
    cluster.size,
    first === undefined ? "–" : `${first.label} (${Math.round(100 * first.count / cluster.size)} %)`,
    sentences.featurePhrase(cluster) || "–",
    (cluster.words ?? []).join(", ") || "–"
  ]
}

const groups = (model: Model): ManuscriptChapter => {
  const columns = ["Group", "Tracks", "Leading label", "Sound, in standard deviations", "Words"]
  const rows = model.clusters.map(clusterRow)
  const kept = columns.map((_, i) => i < 2 || rows.some((row) => row[i] !== "–"))
  const of = <A>(all: ReadonlyArray<A>): ReadonlyArray<A> => all.filter((_, i) => kept[i])
  return {
    title: "Groups",
    blocks: rows.length === 0 ? [] : [
      paragraph(
        `${countText(rows.length, "group")} of ${model.clusterMethod} are shown in detail in `,
        { see: "groups" },
        ". ",
        model.kTables.map(sentences.kSentence).join(" ")
      ),
      finishedTable({
        id: "groups",
        caption: `Groups of ${model.clusterMethod}.`,
        columns: of(columns),
        rows: rows.map(of),
        digits: 0
      }),
      ...figuresOf(model, "groups").slice(0, shownFigures.groups)
    ],
    parts: partsOf(model, "groups")
  }
}

const models = (model: Model): ManuscriptChapter => ({
  title: "What the models learnt",
  blocks: [
    ...(model.collapse.length === 0 ? [] : [paragraph(model.collapse.map(sentences.collapseSentence).join(" "))]),
    ...figuresOf(model, "models").slice(0, shownFigures.models)
  ],
  parts: partsOf(model, "models")
})

const further = (model: Model, steps: number): ReadonlyArray<ManuscriptChapter> => {
  const kTables = model.kTables.map(({ criteria, representation, rows }, i) =>
    finishedTable({
      id: `number-of-clusters-${i + 1}`,
      caption: `Criteria over the number of clusters k for ${representation}.`,
      columns: ["k", ...criteria],
      rows: rows.map(({ k, values }) => [k, ...criteria.map((_, at) => values[at] ?? null)]),
      digits: 3
    })
  )
  const graph: ManuscriptFigure = { kind: "figure", id: "dag", title: `Steps of ${model.pipeline}`, caption: "" }
  const figures = [
    ...chapters.flatMap(({ id }) => figuresOf(model, id).slice(shownFigures[id] ?? 0)),
    ...(model.dagSvg === "" || steps > mostDrawnSteps ? [] : [graph])
  ]
  return [
    { title: "Further tables", blocks: [...furtherMetrics(model.methods), ...kTables], isAppendix: true },
    { title: "Further figures", blocks: figures, isAppendix: true }
  ]
}

const isEmpty = ({ blocks, parts = [] }: ManuscriptChapter): boolean =>
  blocks.length === 0 && parts.every((part) => part.blocks.length === 0)

const titleOf = ({ methods, trackCount }: Model): string => {
  const spaces = new Set(methods.map(({ representation }) => representation)).size
  const tracks = countText(trackCount, "track")
  return methods.length === 0
    ? `Groups of ${tracks}`
    : `Unsupervised groups of ${tracks}: ${countText(methods.length, "clustering")} of ${countText(spaces, "space")}`
}

/** The paper of a run. What only the run knows is added by reproduction.ts. */
export const reportManuscript = ({ model, pipeline }: ReportedRun): Manuscript => {
  const sources = sourcesOf(pipeline.steps)
  const own: ReadonlyArray<ManuscriptChapter> = [
    data(model),
    { title: "Method", blocks: [], parts: methodParts(pipeline.steps) },
    results(model),
    groups(model),
    models(model),
    { title: "Limits", blocks: list(model.notes) },
    ...further(model, pipeline.steps.length)
  ]
  const [best = ""] = besideBaseline(model)
  const abstract = [
    `${sentences.tracksSentence(model)} ${sentences.leaderSentence(model.methods)}${best === "" ? "" : ` ${best}`}`
  ]
  const left = furtherSources(sources, citedIn({ abstract, chapters: own }))
  return {
    title: titleOf(model),
    origin: [
      "Numbers, and sentences about numbers, are computed from the artifacts of ",
      { code: pipeline.name },
      `, configuration ${pipeline.configuration}, seed ${pipeline.seed}.`
    ],
    abstract,
    chapters: own.map((chapter) =>
      chapter.title === "Method" && left.length > 0
        ? { ...chapter, parts: [...chapter.parts ?? [], { title: "Sources", blocks: [paragraph(...left)] }] }
        : chapter
    ).filter((chapter) => !isEmpty(chapter)),
    references: sources.map(({ reference }) => reference)
  }
}
