/**
 * A study as a paper: introduction, related work, method, experiments, results, discussion, conclusion. What a study says
 * by hand is what no table can tell; every other sentence is computed.
 */
import * as discussion from "./discussion.ts"
import {
  type Inline,
  list,
  type Manuscript,
  type ManuscriptChapter,
  type ManuscriptPart,
  paragraph,
  type Reference
} from "./manuscript.ts"
import { furtherMetrics, methodTables, rankingTable } from "./method-tables.ts"
import { methodParts } from "./paper-method.ts"
import { sourcesOf } from "./paper-sources.ts"
import type { DescribedPipeline } from "./pipeline-facts.ts"
import { type PublishedHeading, publishedTable } from "./published-table.ts"
import type { ReportCollapse, ReportMethod } from "./report-model.ts"
import type { PublishedNumber } from "./report-rows.ts"
import * as sentences from "./sentences.ts"
import { tableBlocks } from "./table-blocks.ts"

/** A chart that lies beside the paper as `figures/<name>.svg`; those of a `fold` stand under its name, after the others. */
export interface PaperFigure {
  readonly name: string
  readonly title: string
  readonly caption: string
  readonly fold?: string
}

/** What a paper is written from. */
export interface Paper {
  readonly title: string
  /** Why the study is there and what the original set out to do; nothing that a table says. */
  readonly introduction: ReadonlyArray<string>
  /** Where the study that is repeated lies, as a reference; null for one that repeats none. */
  readonly repeated: string | null
  readonly pipeline: DescribedPipeline
  /** What went in, in a sentence. */
  readonly data: string
  readonly methods: ReadonlyArray<ReportMethod>
  readonly published: ReadonlyArray<
    { readonly heading: PublishedHeading; readonly rows: ReadonlyArray<PublishedNumber> }
  >
  readonly collapse: ReadonlyArray<ReportCollapse>
  readonly figures: ReadonlyArray<PaperFigure>
  /** Steps from one space to another that the discussion compares. */
  readonly gains: ReadonlyArray<discussion.Gain>
  /** What single steps had to say of their own tables. */
  readonly said: ReadonlyArray<string>
  readonly notes: ReadonlyArray<string>
  /** The tracks stand in for those of the original. */
  readonly isStandIn: boolean
}

const repeatedKey = "repeated"

/** What the published numbers come to, in all tables together. */
const published = ({ isStandIn, published: tables }: Paper): ReadonlyArray<string> =>
  discussion.aboutPublished(tables.flatMap(({ rows }) => rows), isStandIn)

const sources = ({ pipeline, repeated }: Paper) => [
  ...(repeated === null ? [] : [{
    method: "the system repeated",
    reference: { key: repeatedKey, kind: "misc", words: repeated } satisfies Reference
  }]),
  ...sourcesOf(pipeline.steps)
]

const introduction = (paper: Paper): ManuscriptChapter => ({
  title: "Introduction",
  blocks: [
    ...paper.introduction.map((text) => paragraph(text)),
    ...(paper.repeated === null ? [] : [paragraph("This study repeats that system", { cite: [repeatedKey] }, ".")]),
    paragraph(
      "The study asks two things: whether what was learnt agrees with labels better than baselines that learnt nothing, and " +
        "whether the numbers published can be had again."
    )
  ]
})

/** Every method of the pipeline with its reference. */
const relatedWork = (paper: Paper): ManuscriptChapter => ({
  title: "Related work",
  blocks: [paragraph(
    "What follows rests on: ",
    ...sources(paper).filter(({ reference }) => reference.key !== repeatedKey).flatMap(
      ({ method, reference }, i): ReadonlyArray<Inline> => [
        `${i === 0 ? "" : "; "}${method}`,
        { cite: [reference.key] }
      ]
    ),
    "."
  )]
})

const results = ({ collapse, figures, methods, published: tables }: Paper): ManuscriptChapter => {
  const fair = sentences.ranking(methods)
  const apart = methods.filter(({ isLabelConditioned }) => isLabelConditioned === true)
  const folds = Map.groupBy(figures, ({ fold }) => fold ?? "Ranking and training")
  const parts: ReadonlyArray<ManuscriptPart> = [
    {
      title: "Told labels, and not ranked",
      blocks: rankingTable(apart, { id: "told", what: "Methods that were told labels" })
    },
    ...tables.map(({ heading, rows }, at) => ({
      title: heading.title,
      blocks: tableBlocks(publishedTable(rows, heading, at))
    })),
    { title: "Latents in use", blocks: list(collapse.map(sentences.collapseSentence)) },
    ...[...folds].map(([fold, own]) => ({
      title: fold,
      blocks: own.map(({ caption, name, title }) => ({ kind: "figure", id: name, title, caption } as const))
    }))
  ]
  return {
    title: "Results",
    blocks: [
      ...methodTables(fair),
      ...list([...sentences.rankingSentences(fair), ...sentences.unrankedSentences(fair)])
    ],
    parts: parts.filter(({ blocks }) => blocks.length > 0)
  }
}

const discussed = (paper: Paper): ReadonlyArray<string> => [
  ...discussion.againstBaseline(paper.methods),
  ...discussion.separationAndAgreement(paper.methods),
  ...discussion.aboutConditioned(paper.methods),
  ...discussion.aboutNoise(paper.methods),
  ...discussion.aboutGains(paper.methods, paper.gains),
  ...paper.said,
  ...published(paper)
]

/** The paper of a study. What only a run knows is added by reproduction.ts. */
export const paperManuscript = (paper: Paper): Manuscript => {
  const { data, methods, notes, pipeline, title } = paper
  const spaces = new Set(methods.map(({ representation }) => representation)).size
  const leader = sentences.leaderSentence(methods)
  const [verdict = ""] = discussion.againstBaseline(methods)
  const conclusion = [leader, verdict, ...discussion.aboutGains(methods, paper.gains), ...published(paper)]
  return {
    title,
    origin: [
      "Written by ",
      { code: pipeline.name },
      `, configuration ${pipeline.configuration}, seed ${pipeline.seed}: numbers, and sentences about numbers, are computed ` +
      "from its tables."
    ],
    abstract: [
      [`${methods.length} clusterings of ${spaces} spaces are compared.`, data, leader, ...published(paper)].join(" ")
    ],
    chapters: [
      introduction(paper),
      relatedWork(paper),
      { title: "Method", blocks: [], parts: methodParts(pipeline.steps) },
      { title: "Experiments", blocks: [paragraph(data), ...list(notes)] },
      results(paper),
      { title: "Discussion", blocks: discussed(paper).map((text) => paragraph(text)) },
      { title: "Conclusion", blocks: [paragraph(conclusion.filter((text) => text !== "").join(" "))] },
      { title: "Further metrics", blocks: furtherMetrics(methods), isAppendix: true }
    ].filter(({ blocks, title: name }) => blocks.length > 0 || name === "Method"),
    references: sources(paper).map(({ reference }) => reference)
  }
}
