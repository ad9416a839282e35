/** `pipeline report`: a run's report as a page, a PDF, or a paper in Markdown or LaTeX. Next: ../paper-files.ts. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as fs from "node:fs"
import * as path from "node:path"
import type { RunRecord } from "../../../dataflow/store/run-record.ts"
import { makeFolder } from "../../library/make-folder.ts"
import { answer, answerJson, remark } from "../answer.ts"
import { openProject } from "../open-project.ts"
import { runDataFlag, runWords } from "../pipeline-flags.ts"
import { findRun, lastWord } from "../recorded-run.ts"
import { plural } from "../render/plural.ts"
import { documentsOf, fileIn, type RunDocument } from "../run-documents.ts"
import { settings } from "../settings.ts"
import { UsageError } from "../usage-error.ts"

const formats = ["html", "md", "latex", "pdf"] as const
type Format = typeof formats[number]

const noReport = ({ pipeline, run }: RunRecord, format: Format, gone: ReadonlyArray<string>) =>
  new UsageError({
    tag: "no-report",
    message: gone.length > 0
      ? `The report of run ${run.slice(0, 6)} is no longer in the cache: ${gone.join(", ")}.`
      : `Run ${run.slice(0, 6)} of "${pipeline}" left no report that can become ${format}.`,
    hint: `pipeline run ${pipeline}   writes it anew, if the pipeline has a step that reports`
  })

/** The files asked for, by path. Fails where the run has no report of that kind. */
const filesOf = (
  run: RunRecord,
  format: Format,
  { documents, gone }: { readonly documents: ReadonlyArray<RunDocument>; readonly gone: ReadonlyArray<string> }
) =>
  Effect.gen(function*() {
    if (format === "html" || format === "pdf") {
      const page = fileIn(documents, "report.html")
      if (page === undefined) return yield* noReport(run, format, gone)
      if (format === "html") return new Map([["report.html", page()]])
      const { printPdf } = yield* Effect.promise(() => import("../print-pdf.ts"))
      return new Map([["report.pdf", yield* printPdf(page(), process.env)]])
    }
    const { latexFiles, markdownFiles, paperIn } = yield* Effect.promise(() => import("../paper-files.ts"))
    const paper = paperIn(documents)
    if (paper === undefined) return yield* noReport(run, format, gone)
    return format === "md"
      ? markdownFiles(paper, run, documents)
      : yield* Effect.promise(() => latexFiles(paper, run, documents))
  })

const isAsWritten = (file: string, content: Uint8Array | string): boolean =>
  Buffer.compare(fs.readFileSync(file), Buffer.from(content)) === 0

/** Files there already that would become others: somebody may have worked on them. */
const inTheWay = (folder: string, files: ReadonlyMap<string, Uint8Array | string>): ReadonlyArray<string> =>
  [...files].flatMap(([name, content]) => {
    const file = path.join(folder, name)
    const stat = fs.statSync(file, { throwIfNoEntry: false })
    return stat === undefined || (stat.isFile() && isAsWritten(file, content)) ? [] : [name]
  })

const write = (folder: string, files: ReadonlyMap<string, Uint8Array | string>): void => {
  for (const [name, content] of files) {
    const file = path.join(folder, name)
    makeFolder(path.dirname(file))
    fs.writeFileSync(file, content)
  }
}

/** What follows, by format. */
const next: Readonly<Record<Format, (folder: string) => ReadonlyArray<string>>> = {
  html: () => [],
  md: () => [],
  latex: (folder) => [`in ${folder}: pdflatex paper && bibtex paper && pdflatex paper && pdflatex paper`],
  pdf: () => []
}

/** The verb. */
export const report = Command.make("report", {
  pipeline: Argument.String("pipeline").pipe(Argument.withDescription(runWords), Argument.optional),
  run: Flag.String("run").pipe(
    Flag.withMetavar("RUN"),
    Flag.withDescription("A run, by its id or its tag (default: the pipeline's latest whole run)"),
    Flag.optional
  ),
  data: runDataFlag,
  format: Flag.Literals("format", formats).pipe(
    Flag.withDescription("html: the page; pdf: the page printed by Chromium; md, latex: a paper with its figures"),
    Flag.withDefault("html" as const)
  ),
  output: Flag.String("output").pipe(
    Flag.withAlias("o"),
    Flag.withMetavar("DIR"),
    Flag.withDescription("The folder to write to (default: <pipeline>-report)"),
    Flag.optional
  ),
  force: Flag.Boolean("force").pipe(
    Flag.withDescription("Write over files that are there and differ"),
    Flag.withDefault(false)
  )
}, ({ data, force, format, output, pipeline, run: named }) =>
  Effect.scoped(Effect.gen(function*() {
    const { folder: root, isJson, isQuiet } = yield* settings
    const { store } = yield* openProject(root)
    const word = Option.getOrElse(named, () => Option.getOrElse(pipeline, () => lastWord))
    const run = yield* findRun(store, word, Option.getOrUndefined(data))
    if (Option.isSome(named) && Option.isSome(pipeline) && run.pipeline !== pipeline.value) {
      return yield* new UsageError({
        tag: "other-pipeline",
        message: `Run ${run.run.slice(0, 6)} is one of "${run.pipeline}", not of "${pipeline.value}".`,
        given: `report ${pipeline.value} --run ${named.value}`,
        word: named.value,
        hint: `pipeline report --run ${named.value}`
      })
    }
    const folder = Option.getOrElse(output, () => `${run.pipeline.replaceAll("/", "-")}-report`)
    if (fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false) {
      return yield* new UsageError({
        tag: "no-folder",
        message: `${folder} is a file.`,
        given: `-o ${folder}`,
        word: folder,
        hint: "-o takes a folder, which is made where there is none"
      })
    }
    const files = yield* filesOf(run, format, documentsOf(store, run))
    const standing = force ? [] : inTheWay(folder, files)
    if (standing.length > 0) {
      return yield* new UsageError({
        tag: "exists",
        message: `${path.join(folder, standing[0]!)} is there already and differs${
          standing.length === 1 ? "" : `, as do ${standing.length - 1} more`
        }.`,
        hint: "-o takes another folder; --force writes over what differs"
      })
    }
    write(folder, files)
    const paths = [...files.keys()].map((name) => path.join(folder, name))
    if (isJson) return yield* answerJson({ run: run.run, pipeline: run.pipeline, format, files: paths })
    yield* answer([paths[0]!])
    if (!isQuiet && paths.length > 1) {
      yield* remark([`with ${plural(paths.length - 1, "file")} beside it`, ...next[format](folder)])
    }
  }))).pipe(
    Command.withDescription("Write a run's report as a page, a PDF, or a paper in Markdown or LaTeX"),
    Command.withExamples([
      { command: "pipeline report hard", description: "the page, in hard-report/report.html" },
      { command: "pipeline report hard --format latex -o paper", description: "tables, figures, methods, BibTeX" },
      { command: "pipeline report hard --format pdf --run best", description: "the page of a tagged run, printed" }
    ])
  )
