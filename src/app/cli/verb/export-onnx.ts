/** `pipeline export onnx`: a trained model for another runtime. Next: src/learn/training/export-onnx.ts. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as fs from "node:fs"
import * as path from "node:path"
import { makeFolder } from "../../library/make-folder.ts"
import { remark } from "../answer.ts"
import { openProject } from "../open-project.ts"
import { runDataFlag } from "../pipeline-flags.ts"
import { latestRuns, noRunOn } from "../recorded-run.ts"
import { settings } from "../settings.ts"
import { UsageError } from "../usage-error.ts"

/** The verb. */
export const exportOnnxVerb = Command.make("onnx", {
  pipeline: Argument.String("pipeline").pipe(Argument.withDescription("A pipeline that has run")),
  node: Argument.String("node").pipe(Argument.withDescription("The node that trained the model")),
  data: runDataFlag,
  output: Flag.String("output").pipe(
    Flag.withAlias("o"),
    Flag.withMetavar("DIR"),
    Flag.withDescription("Folder for encoder.onnx and decoder.onnx"),
    Flag.withDefault(".")
  ),
  batch: Flag.Int("batch").pipe(
    Flag.withMetavar("N"),
    Flag.withDescription("Rows per call that the graphs are made for"),
    Flag.withDefault(1)
  )
}, (input) =>
  Effect.scoped(Effect.gen(function*() {
    const { folder, isQuiet } = yield* settings
    const { store } = yield* openProject(folder)
    const data = Option.getOrUndefined(input.data)
    const { any, whole } = yield* latestRuns(store, input.pipeline, data)
    const run = whole ?? any
    if (run === undefined) return yield* noRunOn(store, input.pipeline, data)
    const { steps } = run
    const key = steps[input.node]?.key
    const outputs = key === undefined ? {} : store.peek(key)?.outputs ?? {}
    const found = Object.values(outputs).find(({ kind }) => kind === "model")
    if (found === undefined) {
      const trainers = Object.entries(steps).flatMap(([name, step]) =>
        Object.values(store.peek(step.key)?.outputs ?? {}).some(({ kind }) => kind === "model") ? [name] : []
      )
      return yield* new UsageError({
        tag: "no-model",
        message: `Node "${input.node}" of pipeline "${input.pipeline}" holds no trained model.`,
        given: `export onnx ${input.pipeline} ${input.node}`,
        word: input.node,
        known: trainers,
        hint: trainers.length === 0 ? `pipeline run ${input.pipeline}` : `nodes with a model: ${trainers.join(", ")}`
      })
    }
    if (input.batch < 1) {
      return yield* new UsageError({
        tag: "bad-flag",
        message: "--batch must be at least 1.",
        given: `--batch ${input.batch}`,
        hint: "--batch 1"
      })
    }
    const { readWeights } = yield* Effect.promise(() => import("../../../format/safetensors.ts"))
    const { ModelConfig } = yield* Effect.promise(() => import("../../../../nodes/row/model-config.ts"))
    const { models } = yield* Effect.promise(() => import("../../../../nodes/row/models.ts"))
    const { rebuildModel } = yield* Effect.promise(() => import("../../../learn/training/rebuild-model.ts"))
    const { exportOnnx } = yield* Effect.promise(() => import("../../../learn/training/export-onnx.ts"))
    const { loadTensorFlow } = yield* Effect.promise(() => import("../../../learn/training/backend.ts"))
    store.verify(found.digest)
    const { metadata, tensors } = readWeights(store.readObject(found.digest))
    const config = Schema.decodeUnknownSync(Schema.toCodecJson(ModelConfig))(JSON.parse(metadata["config"] ?? "null"))
    const trained = yield* Effect.promise(() => rebuildModel({ config, weights: tensors }, models))
    const tf = yield* Effect.promise(() => loadTensorFlow("cpu"))
    makeFolder(input.output)
    for (const part of ["encoder", "decoder"] as const) {
      const file = path.join(input.output, `${part}.onnx`)
      fs.writeFileSync(file, exportOnnx(tf, trained, { batch: input.batch, part }))
      if (!isQuiet) yield* remark([`wrote ${file}`])
    }
  }))).pipe(Command.withDescription("Write a trained model as encoder.onnx and decoder.onnx"))
