/**
 * A study as a paper in Markdown: abstract, introduction, related work, method, experiments, results, discussion,
 * conclusion, references. What a study says by hand is what no table can tell; every other sentence is computed.
 */
import { markdownText as plain } from "../../format/markdown-text.ts"
import * as discussion from "./discussion.ts"
import { clustererTable, scoringSentence, trainingTable } from "./paper-method.ts"
import { sourcesOf } from "./paper-sources.ts"
import type { DescribedPipeline } from "./pipeline-facts.ts"
import { type PublishedHeading, publishedTable } from "./published-table.ts"
import { listMarkdown, methodsMarkdown, tableMarkdown } from "./report-markdown.ts"
import type { ReportCollapse, ReportMethod } from "./report-model.ts"
import type { PublishedNumber } from "./report-rows.ts"
import * as sentences from "./sentences.ts"

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

const paragraphs = (parts: ReadonlyArray<string>): string => parts.filter((part) => part !== "").join("\n\n")

/** What the published numbers come to, in all tables together. */
const published = ({ isStandIn, published: tables }: Paper): ReadonlyArray<string> =>
  discussion.aboutPublished(tables.flatMap(({ rows }) => rows), isStandIn)

const introduction = (paper: Paper): string =>
  paragraphs([
    ...paper.introduction.map(plain),
    ...(paper.repeated === null ? [] : [plain("This study repeats that system [1].")]),
    plain(
      "The study asks two things: whether what was learnt agrees with labels better than baselines that learnt nothing, and " +
        "whether the numbers published can be had again."
    )
  ])

const method = ({ pipeline: { steps } }: Paper): string => {
  const models = trainingTable(steps)
  const clusterers = clustererTable(steps)
  return paragraphs([
    models.rows.length === 0
      ? "No model is trained."
      : `${models.rows.length} models are trained, with what decides their results:`,
    models.rows.length === 0 ? "" : tableMarkdown(models),
    "Their spaces, and those of the baselines, are clustered:",
    tableMarkdown(clusterers)
  ])
}

const results = ({ collapse, figures, methods, published: tables }: Paper): string => {
  const fair = sentences.ranking(methods)
  const apart = methods.filter(({ isLabelConditioned }) => isLabelConditioned === true)
  const picture = ({ caption, name, title }: PaperFigure) =>
    `![${plain(title)}](${encodeURI(`figures/${name}.svg`)})\n\n*${plain(title)}.* ${plain(caption)}`
  const folds = Map.groupBy(figures, ({ fold }) => fold ?? "Ranking and training")
  return paragraphs([
    methodsMarkdown(fair),
    listMarkdown([...sentences.rankingSentences(fair), ...sentences.unrankedSentences(fair)]),
    ...(apart.length === 0 ? [] : ["### Told labels, and not ranked", methodsMarkdown(apart)]),
    ...tables.flatMap(({ heading, rows }, at) => [
      `### ${plain(heading.title)}`,
      tableMarkdown(publishedTable(rows, heading, at))
    ]),
    ...(collapse.length === 0 ? [] : ["### Latents in use", listMarkdown(collapse.map(sentences.collapseSentence))]),
    ...[...folds].flatMap(([fold, own]) => [`### ${plain(fold)}`, ...own.map(picture)])
  ])
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

const references = (paper: Paper): string => {
  const all = [
    ...(paper.repeated === null ? [] : [paper.repeated]),
    ...referenced(paper).map(({ reference }) => reference)
  ]
  return all.map((reference, i) => `${i + 1}. ${plain(reference)}`).join("\n")
}

const referenced = ({ pipeline: { steps } }: Paper) => sourcesOf(steps)

/** Every method of the pipeline with the number of its reference. */
const relatedWork = (paper: Paper): string => {
  const first = paper.repeated === null ? 1 : 2
  const named = referenced(paper).map(({ method: name }, i) => `${name} [${i + first}]`)
  return `What follows rests on: ${named.map(plain).join("; ")}.`
}

/** The paper. */
export const paperMarkdown = (paper: Paper): string => {
  const { data, methods, notes, pipeline, title } = paper
  const spaces = new Set(methods.map(({ representation }) => representation)).size
  const leader = sentences.leaderSentence(methods)
  const [verdict = ""] = discussion.againstBaseline(methods)
  const chapters: ReadonlyArray<readonly [string, string]> = [
    [
      "Abstract",
      plain(
        [`${methods.length} clusterings of ${spaces} spaces are compared.`, data, leader, ...published(paper)].join(" ")
      )
    ],
    ["1 Introduction", introduction(paper)],
    ["2 Related work", relatedWork(paper)],
    ["3 Method", method(paper)],
    ["4 Experiments", paragraphs([plain(data), plain(scoringSentence(pipeline.steps)), listMarkdown(notes)])],
    ["5 Results", results(paper)],
    ["6 Discussion", discussed(paper).map(plain).join("\n\n")],
    [
      "7 Conclusion",
      plain(
        [leader, verdict, ...discussion.aboutGains(methods, paper.gains), ...published(paper)].filter((text) =>
          text !== ""
        ).join(" ")
      )
    ],
    ["References", references(paper)]
  ]
  const origin =
    `Written by \`${pipeline.name}\`, configuration ${pipeline.configuration}, seed ${pipeline.seed}: numbers, ` +
    "and sentences about numbers, are computed from its tables."
  return `${[`# ${plain(title)}`, origin, ...chapters.map(([name, text]) => `## ${name}\n\n${text}`)].join("\n\n")}\n`
}
