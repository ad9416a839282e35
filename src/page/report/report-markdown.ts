import { markdownText as plain } from "../../format/markdown-text.ts"
import { besideNumber, metricRows, spokenOf } from "./metric-rows.ts"
import { columnDigits, numberText } from "./number-text.ts"
import {
  inChapters,
  type ReportFigure,
  type ReportMethod,
  type ReportMetric,
  type ReportModel,
  type ReportTable
} from "./report-model.ts"
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

const results = ({ methods }: ReportModel): string => {
  if (methods.length === 0) return ""
  if (!sentences.isRanking(methods)) return asColumns(methods)
  const fair = sentences.ranking(methods)
  const apart = methods.filter((method) => method.isLabelConditioned === true)
  const spoken = listMarkdown([...sentences.rankingSentences(fair), ...sentences.unrankedSentences(fair)])
  const conditioned = apart.length === 0 ? "" : `\n\n### Label-conditioned, not ranked\n\n${methodsMarkdown(apart)}`
  return `${methodsMarkdown(fair)}\n\n${spoken}${conditioned}`
}

/** A table under its sentences. */
export const tableMarkdown = ({ columns, digits, rows, sentences: said }: ReportTable): string => {
  const digitsOf = columns.map((_, i) => columnDigits(rows.map((row) => row[i] ?? null), digits))
  const body = rows.map((row) =>
    row.map((value, i) =>
      value === null ? "–" : typeof value === "string" ? plain(value) : numberText(value, digitsOf[i]!)
    )
  )
  return [said.map(plain).join(" "), rows.length === 0 ? "" : table(columns.map(plain), body)]
    .filter((part) => part !== "").join("\n\n")
}

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
    return `- **${plain(cluster.name)}**: ${plain(sentences.clusterSentence(cluster))}${
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

/** The report as Markdown; `figurePath` says where the file of a figure lies, relative to the report. */
export const reportMarkdown = (model: ReportModel, figurePath: (id: string) => string): string => {
  const picture = (id: string, title: string, caption: string) =>
    `![${plain(title)}](${encodeURI(figurePath(id))})\n\n${plain(caption)}`
  const pictures = (figures: ReadonlyArray<ReportFigure>) =>
    figures.map(({ caption, id, title }) => picture(id, title, caption)).join("\n\n")
  const { folded, shown } = inChapters(model.figures)
  const figures = [
    pictures(shown),
    ...folded.map((each) => `### ${plain(each.chapter)}\n\n${pictures(each.figures)}`)
  ]
  const facts = [
    { name: "Tracks", value: String(model.trackCount) },
    { name: "Seed", value: String(model.seed) },
    ...model.facts
  ]
  const chapters: ReadonlyArray<readonly [string, string]> = [
    ["Results", results(model)],
    ...model.tables.map((each) => [each.title, tableMarkdown(each)] as const),
    ["Figures", figures.filter((text) => text !== "").join("\n\n")],
    ["Clusters", clusters(model)],
    ["Number of clusters", kChoice(model)],
    ["Latent use", listMarkdown(model.collapse.map(sentences.collapseSentence))],
    ["Pipeline", model.dagSvg === "" ? "" : picture("dag", `Nodes of ${model.pipeline}`, "")],
    [
      "Parameters",
      model.parameters.length === 0 ? "" : table(
        ["Node", "Parameter", "Value"],
        model.parameters.map(({ name, node, value }) => [plain(node), plain(name), plain(value)])
      )
    ],
    ["Data", [plain(sentences.dataSentence(model)), ...readings(model)].join("\n\n")],
    ["Limits", listMarkdown(model.notes)]
  ]
  const body = chapters.filter(([, text]) => text !== "").map(([title, text]) => `## ${title}\n\n${text.trimEnd()}`)
  const lead = `# ${plain(model.pipeline)}, configuration ${plain(model.configuration)}\n\n${
    plain(sentences.leaderSentence(model.methods))
  }`
  const factTable = table(["Fact", "Value"], facts.map(({ name, value }) => [plain(name), plain(value)]))
  return `${[lead, factTable, ...body].join("\n\n")}\n`
}
