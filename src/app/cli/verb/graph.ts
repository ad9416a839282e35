/** `pipeline graph`: the pipeline as lanes in the terminal, or as a picture. Next: src/page/report/dag.ts. */
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { MultiDirectedGraph } from "graphology"
import * as fs from "node:fs"
import * as path from "node:path"
import { condenseDag, stepsDrawnAtMost } from "../../../page/report/condense-dag.ts"
import type { Dag } from "../../../page/report/dag.ts"
import { makeFolder } from "../../library/make-folder.ts"
import { answer, answerJson, remark } from "../answer.ts"
import { engine, openProject } from "../open-project.ts"
import { loadAsked, loadFlags, pipelineArgument } from "../pipeline-flags.ts"
import { dagOf, planGraph } from "../plan-dag.ts"
import { truncateDisplay } from "../render/display-width.ts"
import { settings } from "../settings.ts"
import { UsageError } from "../usage-error.ts"

const formats = [".svg", ".png", ".mmd", ".dot", ".graphml", ".gexf"]

const pngScale = 2 // sharp on screens of twice the density

const draw = (dag: Dag, extension: string) =>
  Effect.promise(async (): Promise<string | Uint8Array> => {
    if (extension === ".mmd") return (await import("../../../page/report/dag-text.ts")).mermaid(dag)
    if (extension === ".dot") return (await import("../../../page/report/dag-text.ts")).dot(dag)
    const svg = await (await import("../../../page/report/dag-svg.ts")).dagSvg(dag)
    if (extension === ".svg") return svg
    const { bundledFonts } = await import("../../../../nodes/row/bundled-fonts.ts")
    return (await import("../../../page/report/render-png.ts")).renderPng(svg, pngScale, bundledFonts())
  })

/** All steps, however many: other programs fold them by themselves. */
const graphFile = (graph: MultiDirectedGraph, extension: string) =>
  Effect.promise(async () => {
    const { gexf, graphml } = await import("../../../dataflow/exchange/graph-file.ts")
    return extension === ".gexf" ? gexf(graph) : graphml(graph)
  })

const write = (file: string, content: string | Uint8Array) =>
  Effect.sync(() => {
    makeFolder(path.dirname(file))
    fs.writeFileSync(file, content)
  })

const drawWithMermaid = (root: string, dag: Dag, file: string) =>
  Effect.gen(function*() {
    const { drawMermaid } = yield* Effect.promise(() => import("../draw-mermaid.ts"))
    const { mermaid } = yield* Effect.promise(() => import("../../../page/report/dag-text.ts"))
    yield* drawMermaid(root, mermaid(dag), file)
  })

/** The verb. */
export const graph = Command.make("graph", {
  pipeline: pipelineArgument,
  ...loadFlags,
  output: Flag.String("output").pipe(
    Flag.withAlias("o"),
    Flag.withMetavar("FILE"),
    Flag.withDescription("Write a .svg, .png, .mmd (Mermaid), .dot (Graphviz), .graphml or .gexf file"),
    Flag.optional
  ),
  renderer: Flag.Literals("renderer", ["graphviz", "mermaid"]).pipe(
    Flag.withDescription("What draws .svg and .png; mermaid needs Chromium and mermaid-cli"),
    Flag.withDefault("graphviz" as const)
  ),
  everyStep: Flag.Boolean("every-step").pipe(
    Flag.withDescription(`Draw each step of a pipeline of more than ${stepsDrawnAtMost}, not one box per node`),
    Flag.withDefault(false)
  )
}, (input) =>
  Effect.scoped(Effect.gen(function*() {
    const { columns, folder, isJson, isQuiet } = yield* settings
    const file = Option.getOrUndefined(input.output)
    const extension = file === undefined ? "" : path.extname(file).toLowerCase()
    if (file !== undefined && !formats.includes(extension)) {
      return yield* new UsageError({
        tag: "unknown-format",
        message: `A graph cannot be written as "${extension}".`,
        given: `-o ${file}`,
        word: extension,
        hint: `known formats: ${formats.join(", ")}`
      })
    }
    const { project, store } = yield* openProject(folder)
    const { planRun } = yield* engine
    const loaded = yield* loadAsked(project, store, input.pipeline, input)
    const plan = yield* planRun(store, loaded, { targets: [], force: [] })
    const graph = yield* Effect.promise(() => planGraph(plan))
    if (file !== undefined && (extension === ".graphml" || extension === ".gexf")) {
      yield* write(file, yield* graphFile(graph, extension))
      return isQuiet ? undefined : yield* remark([`wrote ${file}`])
    }
    const whole = dagOf(graph)
    if (file === undefined) {
      if (isJson) return yield* answerJson({ pipeline: loaded.name, ...whole })
      const { lanes } = yield* Effect.promise(() => import("../../../page/report/dag-lanes.ts"))
      const width = process.stdout.isTTY === true ? columns : Number.POSITIVE_INFINITY
      return yield* answer(lanes(whole).map((line) => truncateDisplay(line, width)))
    }
    const dag = input.everyStep ? whole : condenseDag(whole, stepsDrawnAtMost)
    const isPicture = extension === ".svg" || extension === ".png"
    if (isPicture && input.renderer === "mermaid") yield* drawWithMermaid(project.root, dag, file)
    else yield* write(file, yield* draw(dag, extension))
    const condensed = dag === whole
      ? ""
      : `, ${whole.nodes.length} steps as ${dag.nodes.length} boxes; --every-step draws each`
    if (!isQuiet) yield* remark([`wrote ${file}${condensed}`])
  }))).pipe(
    Command.withDescription("Draw a pipeline: lanes in the terminal, or a file"),
    Command.withExamples([{
      command: "pipeline graph easy -o easy.svg",
      description: "as a picture, without a browser"
    }])
  )
