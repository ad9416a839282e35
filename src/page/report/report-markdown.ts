import { markdownText as plain } from "../../format/markdown-text.ts"
import { type Chapter, chapters } from "./chapter.ts"
import { forestOf, methodsFigure } from "./forest-of.ts"
import { keyNumbers } from "./key-numbers.ts"
import { limitsOf } from "./limits.ts"
import { besideNumber, metricRows, spokenOf } from "./metric-rows.ts"
import { columnDigits, numberText } from "./number-text.ts"
import { type ParameterUse, parameterUses } from "./parameter-uses.ts"
import {
  figuresOf,
  type ReportFigure,
  type ReportMethod,
  type ReportMetric,
  type ReportModel,
  type ReportTable
} from "./report-model.ts"
import type { DrawnSection, TableBlock } from "./report-section.ts"
import * as sentences from "./sentences.ts"
import { methodName } from "./sentences.ts"

const table = (head: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n")

/** Items as a list of whole sentences. */
export const listMarkdown = (items: ReadonlyArray<string>): string => items.map((item) => `- ${plain(item)}`).join("\n")

const metricText = (metric: ReportMetric | undefined): string => {
  if (metric === undefined || Number.isNaN(metric.value)) return "–"
  const beside = besideNumber(metric)
  return `${numberText(metric.value, 2)}${beside.length === 0 ? "" : ` (${plain(beside.join("; "))})`}`
}

const asColumns = (methods: ReadonlyArray<ReportMethod>): string => {
  const columns = methods.map((method) => `${methodName(method)}${method.isBaseline ? " (baseline)" : ""}`)
  const rows = metricRows(methods).map(({ cells, name }) => [plain(name), ...cells.map(metricText)])
  return `${table(["Metric", ...columns.map(plain)], rows)}\n\n${
    listMarkdown(spokenOf(methods).flatMap((method) => sentences.methodSentences(method, methods)))
  }`
}

/** Methods as rows, a column per metric. */
export const methodsMarkdown = (methods: ReadonlyArray<ReportMethod>): string => {
  const metrics = metricRows(methods)
  return table(
    ["Representation", "Clusterer", ...metrics.map(({ name }) => plain(name))],
    methods.map((method, i) => [
      `${plain(method.representation)}${method.isBaseline ? " (baseline)" : ""}`,
      plain(method.clusterer),
      ...metrics.map(({ cells }) => metricText(cells[i]))
    ])
  )
}

/** Every method with every metric, and sentences on those that lead. */
const everything = (methods: ReadonlyArray<ReportMethod>): string => {
  if (!sentences.isRanking(methods)) return asColumns(methods)
  const fair = sentences.ranking(methods)
  const apart = methods.filter((method) => method.isLabelConditioned === true)
  const spoken = listMarkdown([...sentences.rankingSentences(fair), ...sentences.unrankedSentences(fair)])
  const conditioned = apart.length === 0 ? "" : `\n\n### Label-conditioned, not ranked\n\n${methodsMarkdown(apart)}`
  return `${methodsMarkdown(fair)}\n\n${spoken}${conditioned}`
}

const rowsMarkdown = ({ columns, digits, rows }: Omit<TableBlock, "kind">): string => {
  const digitsOf = columns.map((_, i) => columnDigits(rows.map((row) => row[i] ?? null), digits))
  const body = rows.map((row) =>
    row.map((value, i) =>
      value === null ? "–" : typeof value === "string" ? plain(value) : numberText(value, digitsOf[i]!)
    )
  )
  return table(columns.map(plain), body)
}

/** A table under its sentences. */
export const tableMarkdown = (each: Pick<ReportTable, "columns" | "digits" | "rows" | "sentences">): string =>
  [each.sentences.map(plain).join(" "), each.rows.length === 0 ? "" : rowsMarkdown(each)]
    .filter((part) => part !== "").join("\n\n")

const kChoice = ({ kTables }: ReportModel): string =>
  kTables.map((entry) =>
    `${plain(sentences.kSentence(entry))}\n\n${
      table(
        ["k", ...entry.criteria.map(plain)],
        entry.rows.map((row) => [
          String(row.k),
          ...entry.criteria.map((_, i) => row.values[i] === undefined ? "–" : numberText(row.values[i], 3))
        ])
      )
    }`
  ).join("\n\n")

const clusters = (model: ReportModel): string =>
  model.clusters.map((cluster) => {
    const near = cluster.exemplars.map((track) => plain(track.title)).join("; ")
    const sound = sentences.featurePhrase(cluster)
    const words = (cluster.words ?? []).join(", ")
    const heard = (cluster.heard ?? []).join(", ")
    const said = `${sentences.clusterSentence(cluster)} ${sentences.returnSentence(cluster)}`.trim()
    return `- **${plain(cluster.name)}**${heard === "" ? "" : ` (${heard})`}: ${plain(said)}${
      sound === "" ? "" : ` Sound: ${plain(sound)}.`
    }${words === "" ? "" : ` Words: ${plain(words)}.`}${near === "" ? "" : ` Nearest to its centre: ${near}.`}`
  }).join("\n")

/** What was left out and what was noticed, as tables. */
const readings = ({ quarantined, remarks }: ReportModel): ReadonlyArray<string> => [
  ...(quarantined.length === 0
    ? []
    : [table(["File left out", "Reason"], quarantined.map(({ file, reason }) => [plain(file), plain(reason)]))]),
  ...(remarks.length === 0
    ? []
    : [table(["Where", "Noticed"], remarks.map(({ remark, where }) => [plain(where), plain(remark)]))])
]

const usesMarkdown = (uses: ReadonlyArray<ParameterUse>): string =>
  table(
    ["Parameter", "Value", "Steps"],
    uses.map(({ name, steps, value }) => [plain(name), plain(value), plain(steps)])
  )

const parameters = (model: ReportModel): string => {
  const { differing, shared } = parameterUses(model.parameters)
  return [
    ...(differing.length === 0 ? [] : [`What differs between steps that run the same:\n\n${usesMarkdown(differing)}`]),
    ...(shared.length === 0 ? [] : [`What does not differ:\n\n${usesMarkdown(shared)}`])
  ].join("\n\n")
}

type Picture = (figure: Pick<ReportFigure, "id" | "title" | "caption">) => string

const sectionMarkdown = ({ blocks, finding }: DrawnSection, picture: Picture): string =>
  [
    plain(finding),
    ...blocks.map((block) => {
      switch (block.kind) {
        case "text":
          return block.paragraphs.map(plain).join("\n\n")
        case "table":
          return rowsMarkdown(block)
        case "cards":
          return block.cards.map(({ lines, title }) => `- **${plain(title)}**: ${lines.map(plain).join(" ")}`).join(
            "\n"
          )
        case "audio":
          return `${
            block.groups.map(({ note, sounds, title }) => {
              const names = sounds.map(({ name }) => plain(name)).join(", ")
              return `- ${title === "" ? "" : `**${plain(title)}**: `}${
                [plain(note), names].filter((text) => text !== "").join("; ")
              }`
            }).join("\n")
          }\n\nThese can be heard in report.html.`
        case "drawn":
          return picture(block)
      }
    })
  ].join("\n\n")

type Titled = readonly [title: string, text: string]

const ownParts = (model: ReportModel, picture: Picture): Readonly<Record<Chapter, ReadonlyArray<Titled>>> => ({
  groups: [["Clusters", clusters(model)], ["Number of clusters", kChoice(model)]],
  evidence: [],
  data: [[
    "Data",
    [
      plain(sentences.dataSentence(model)),
      model.facts.length === 0
        ? ""
        : table(["Fact", "Value"], model.facts.map(({ name, value }) => [plain(name), plain(value)])),
      ...readings(model)
    ].filter((text) => text !== "").join("\n\n")
  ]],
  models: [["Latent use", listMarkdown(model.collapse.map(sentences.collapseSentence))]],
  making: [
    [
      "Pipeline",
      model.dagSvg === "" ? "" : picture({ id: "dag", title: `Nodes of ${model.pipeline}`, caption: "" })
    ],
    ["Parameters", parameters(model)]
  ],
  limits: [["", listMarkdown(limitsOf(model))]]
})

const titled = ([title, text]: Titled): string => title === "" ? text : `### ${plain(title)}\n\n${text}`

const chapterMarkdown = (model: ReportModel, id: Chapter, picture: Picture): string => {
  const { folded, shown } = figuresOf(model.figures, id)
  const pictures = (figures: ReadonlyArray<ReportFigure>) => figures.map(picture).join("\n\n")
  const parts: ReadonlyArray<Titled> = [
    ...ownParts(model, picture)[id],
    ...model.tables.filter(({ chapter = "evidence" }) => chapter === id)
      .map((each): Titled => [each.title, tableMarkdown(each)]),
    ["", pictures(shown)],
    ...folded.map(({ figures, fold }): Titled => [fold, pictures(figures)]),
    ...(model.sections ?? []).filter(({ chapter }) => chapter === id)
      .map((each): Titled => [each.title, sectionMarkdown(each, picture)])
  ]
  return parts.filter(([, text]) => text !== "").map(titled).join("\n\n")
}

const results = (model: ReportModel, picture: Picture): string => {
  if (model.methods.length === 0) return ""
  const drawn = forestOf(model.methods)
  const plot = drawn === undefined ? "" : `${picture({ id: methodsFigure, title: drawn.title, caption: "" })}\n\n`
  return `${plot}${everything(model.methods)}`
}

/** The report as Markdown; `figurePath` says where the file of a figure lies, relative to the report. */
export const reportMarkdown = (model: ReportModel, figurePath: (id: string) => string): string => {
  const picture: Picture = ({ caption, id, title }) =>
    `![${plain(title)}](${encodeURI(figurePath(id))})${caption === "" ? "" : `\n\n${plain(caption)}`}`
  const lead = `# ${plain(model.pipeline)}, configuration ${plain(model.configuration)}\n\n${
    plain(sentences.leaderSentence(model.methods))
  }`
  const numbers = table(
    ["Number", "Value", "Beside it"],
    [
      ...keyNumbers(model).map(({ name, note, value }) => [plain(name), plain(value), plain(note)]),
      ["Seed", String(model.seed), ""]
    ]
  )
  const body = [
    ["Methods", results(model, picture)],
    ...chapters.map(({ id, title }) => [title, chapterMarkdown(model, id, picture)])
  ].filter(([, text]) => text !== "").map(([title, text]) => `## ${title}\n\n${text!.trimEnd()}`)
  return `${[lead, numbers, ...body].join("\n\n")}\n`
}
