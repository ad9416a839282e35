/** The promises of the DSL that the compiler keeps: `npm run typecheck` fails when one of these lines compiles. */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { expect, expectTypeOf, it } from "vitest"
import type { Ref } from "../../../src/dataflow/dsl/node.ts"
import * as Node from "../../../src/dataflow/dsl/node.ts"
import * as Param from "../../../src/dataflow/dsl/param.ts"
import * as Pipeline from "../../../src/dataflow/dsl/pipeline.ts"
import type { Files } from "../../../src/dataflow/kind/files.ts"
import { type Json, json } from "../../../src/dataflow/kind/json.ts"
import { many, optional } from "../../../src/dataflow/kind/many.ts"
import { model } from "../../../src/dataflow/kind/model.ts"
import { table } from "../../../src/dataflow/kind/table.ts"
import { tensor } from "../../../src/dataflow/kind/tensor.ts"
import { type VectorData, vectors } from "../../../src/dataflow/kind/vectors.ts"
import type { Grid } from "../../../src/dataflow/sweep/grid.ts"
import type { ParamPath } from "../../../src/dataflow/sweep/param-path.ts"

class NoTracks extends Schema.TaggedError<NoTracks>()("NoTracks", {}) {}
class Diverged extends Schema.TaggedError<Diverged>()("Diverged", { epoch: Schema.Int }) {}
class Trainer extends Context.Service<Trainer, { readonly fit: (rate: number) => Effect.Effect<number, Diverged> }>()(
  "test/Trainer"
) {}

const Track = Schema.Struct({ id: Schema.String, seconds: Schema.Finite })
const ingest = Node.make("ingest", {
  params: Schema.Struct({ count: Schema.Int }),
  inputs: {},
  outputs: { tracks: table(Track) },
  run: ({ params }) => params.count > 0 ? Effect.succeed({ tracks: [] }) : Effect.fail(new NoTracks())
})
const extract = Node.map("extract", {
  over: "tracks",
  params: Schema.Struct({ mels: Schema.Int }),
  inputs: { tracks: table(Schema.Struct({ id: Schema.String })) }, // asks for less than ingest gives
  outputs: { features: vectors("feature"), mels: tensor(["track", "mel", "frame"]) },
  itemKey: (row) => row.id,
  itemName: (row) => row.id,
  run: ({ item, params }) =>
    Effect.succeed({
      features: { id: item.id, names: ["x"], values: [1] },
      mels: { shape: [params.mels, 1] as const, data: new Float32Array(params.mels) }
    })
})
const train = Node.make("train", {
  params: Schema.Struct({ rate: Schema.Finite, optimiser: Schema.Struct({ name: Schema.Literals(["adam", "sgd"]) }) }),
  inputs: { features: vectors("feature") },
  outputs: { latents: vectors("latent"), loss: json(Schema.Finite) },
  run: Effect.fnUntraced(function*({ params }) {
    const trainer = yield* Trainer
    const loss = yield* trainer.fit(params.rate)
    return { latents: { ids: [], names: [], matrix: { rows: 0, cols: 0, data: new Float64Array() } }, loss }
  })
})

const pipeline = Pipeline.gen("typed", { seed: 1 }, function*() {
  const { tracks } = yield* ingest({}, { count: 1 })
  const { features } = yield* extract({ tracks }, { mels: 2 })
  const { latents, loss } = yield* train({ features }, { rate: 0.1, optimiser: { name: "adam" } })
  return { latents, loss }
})

const wrong = () =>
  Pipeline.gen("wrong", { seed: 1 }, function*() {
    const { tracks } = yield* ingest({}, { count: 1 })
    const { features, mels } = yield* extract({ tracks }, { mels: 2 })
    const params = { rate: 0.1, optimiser: { name: "adam" } } as const
    // @ts-expect-error a table is not a set of vectors
    yield* train({ features: tracks }, params)
    // @ts-expect-error a tensor is not a set of vectors
    yield* train({ features: mels }, params)
    const { latents } = yield* train({ features }, params)
    // @ts-expect-error latents are not features
    yield* train({ features: latents }, params)
    // @ts-expect-error an input is missing
    yield* train({}, params)
    // @ts-expect-error an input that does not exist
    yield* train({ features, tracks }, params)
    // @ts-expect-error an unknown parameter
    yield* train({ features }, { ...params, rat: 1 })
    // @ts-expect-error a parameter of the wrong type
    yield* train({ features }, { rate: "fast", optimiser: { name: "adam" } })
    // @ts-expect-error a literal that is not offered
    yield* train({ features }, { rate: 1, optimiser: { name: "rmsprop" } })
    // @ts-expect-error a missing parameter
    yield* train({ features }, { rate: 1 })
    return {}
  })

const transposed = Node.make("transposed", {
  params: Schema.Struct({}),
  inputs: { mels: tensor(["track", "frame", "mel"]) },
  outputs: {},
  run: () => Effect.succeed({})
})
const swapped = () =>
  Pipeline.gen("swapped", { seed: 1 }, function*() {
    const { tracks } = yield* ingest({}, { count: 1 })
    const { mels } = yield* extract({ tracks }, { mels: 2 })
    // @ts-expect-error axes in another order
    yield* transposed({ mels }, {})
    return {}
  })

Node.make("badRow", {
  params: Schema.Struct({}),
  inputs: {},
  outputs: { tracks: table(Track) },
  // @ts-expect-error the row's seconds are text
  run: () => Effect.succeed({ tracks: [{ id: "a", seconds: "1" }] })
})
Node.make("badOutput", {
  params: Schema.Struct({}),
  inputs: {},
  outputs: { loss: json(Schema.Finite) },
  // @ts-expect-error an output is missing
  run: () => Effect.succeed({})
})
const badOver = () =>
  Node.map("badOver", {
    // @ts-expect-error there is no such input to map over
    over: "trakcs",
    params: Schema.Struct({}),
    inputs: { tracks: table(Track) },
    outputs: {},
    itemKey: () => 1,
    itemName: () => "",
    run: () => Effect.succeed({})
  })

const grid: Grid<typeof pipeline> = { "train.rate": [0.1, 1], "train.optimiser.name": ["sgd"] }
// @ts-expect-error an unknown sweep path
const badPath: Grid<typeof pipeline> = { "train.speed": [1] }
// @ts-expect-error a sweep value of the wrong type
const badValue: Grid<typeof pipeline> = { "train.rate": ["fast"] }

// @ts-expect-error a pipeline whose services nobody provides cannot be run
const unserved: Pipeline.Runnable = pipeline

const count: Pipeline.Request<{ readonly count: number }> = {
  initial: { count: 1 },
  read: (given) => ({ count: Number(given) }),
  describe: ({ count }) => `${count} tracks`
}
const asked = Pipeline.gen(
  "asked",
  {
    seed: 1,
    request: count,
    params: { rate: Param.positive, name: Schema.Literals(["adam", "sgd"]) },
    defaults: { rate: 0.1 }
  },
  function*({ count }: { readonly count: number }, { name, rate }) {
    const { tracks } = yield* ingest({}, { count })
    const { features } = yield* extract({ tracks }, { mels: 2 })
    const { loss } = yield* train({ features }, { rate, optimiser: { name } })
    const rows = yield* Pipeline.read(tracks)
    const lost = yield* Pipeline.read(loss)
    expectTypeOf(rows).toEqualTypeOf<ReadonlyArray<typeof Track.Type>>()
    expectTypeOf(lost).toEqualTypeOf<number>()
    // @ts-expect-error vectors are no plain value to decide by
    Pipeline.read(features)
    return { loss }
  }
)
const within = () =>
  Pipeline.gen("within", { seed: 1 }, function*() {
    const { loss } = yield* asked.place({ count: 3 }, { rate: 0.2, name: "sgd" })
    // @ts-expect-error the request is of another type
    yield* asked.place({ tracks: 3 })
    // @ts-expect-error a parameter the pipeline does not have
    yield* asked.place({ count: 3 }, { speed: 1 })
    return { loss }
  })
Pipeline.gen("agrees", { seed: 1, request: count }, function*(data: { readonly count: number }) {
  yield* ingest({}, data)
  return {}
})
// @ts-expect-error the request is declared to be of another type
Pipeline.gen("differs", { seed: 1, request: count }, function*(data: { readonly tracks: number }) {
  yield* ingest({}, { count: data.tracks })
  return {}
})
// @ts-expect-error nobody declares what is given where nothing is said
Pipeline.gen("undeclared", { seed: 1 }, function*(data: { readonly count: number }) {
  yield* ingest({}, data)
  return {}
})
// @ts-expect-error a default of the wrong type
Pipeline.gen("default", { seed: 1, params: { rate: Param.positive }, defaults: { rate: "fast" } }, function*() {
  yield* ingest({}, { count: 1 })
  return {}
})

it("types requests, parameters and what is read, also where a pipeline is part of another", () => {
  expectTypeOf<ParamPath<typeof asked>>().toEqualTypeOf<
    | "pipeline.rate"
    | "pipeline.name"
    | "ingest.count"
    | "extract.mels"
    | "train.rate"
    | "train.optimiser"
    | "train.optimiser.name"
  >()
  expectTypeOf<(ReturnType<typeof within>)["~types"]["R"]>().toEqualTypeOf<Trainer>()
  expect(asked.build({ count: 1 }, { params: { name: "sgd" } }).pending).toEqual({
    step: "ingest",
    port: "tracks",
    at: 3
  })
})
const titled = Node.fn({
  params: { k: Schema.Int },
  env: ["HOME", "PARTITA_TITLE?"],
  inputs: { tracks: table(Track), title: optional(json(Schema.String)), all: many(vectors("feature")) },
  outputs: { titles: table({ id: Schema.String, title: Schema.String }) },
  run: ({ env, inputs, params }) => {
    expectTypeOf(inputs.tracks).toEqualTypeOf<ReadonlyArray<typeof Track.Type>>()
    expectTypeOf(inputs.title).toEqualTypeOf<string | undefined>()
    expectTypeOf(inputs.all).toEqualTypeOf<ReadonlyArray<VectorData>>()
    expectTypeOf(params).toEqualTypeOf<{ readonly k: number }>()
    expectTypeOf(env).toExtend<{ readonly HOME: string; readonly PARTITA_TITLE: string | undefined }>()
    return { titles: [] }
  }
})
const perTrack = Node.mapFn("per-track", {
  over: "tracks",
  inputs: { tracks: table(Track) },
  itemKey: (track) => track.id,
  itemName: (track) => track.id,
  outputs: { length: json(Schema.Int), network: model("line", Schema.Struct({})) },
  run: ({ item }) => ({ length: item.seconds, network: { config: {}, weights: {} } })
})
const shortly = () =>
  Pipeline.gen("shortly", { seed: 1 }, function*() {
    const { tracks } = yield* ingest({}, { count: 1 })
    const { loss } = yield* train({ features: (yield* extract({ tracks }, { mels: 2 })).features }, {
      rate: 1,
      optimiser: { name: "sgd" }
    })
    yield* titled({ tracks }, { k: 1 })
    // @ts-expect-error the parameter is missing
    yield* titled({ tracks })
    // @ts-expect-error an optional input of the wrong kind
    yield* titled({ tracks, title: loss }, { k: 1 })
    const { length, network } = yield* perTrack({ tracks })
    expectTypeOf(length).toExtend<Ref<Json<ReadonlyArray<{ readonly item: string; readonly value: number }>>>>()
    expectTypeOf(network).toExtend<Ref<Files<"files">>>()
    // @ts-expect-error what items made is a list by item, no number
    yield* train({ features: length }, { rate: 1, optimiser: { name: "sgd" } })
    return {}
  })

it("adds up the errors and services of the placed nodes", () => {
  expectTypeOf<(typeof pipeline)["~types"]["E"]>().toEqualTypeOf<NoTracks | Diverged>()
  expectTypeOf<(typeof pipeline)["~types"]["R"]>().toEqualTypeOf<Trainer>()
})

it("knows every parameter path", () => {
  expectTypeOf<ParamPath<typeof pipeline>>().toEqualTypeOf<
    "ingest.count" | "extract.mels" | "train.rate" | "train.optimiser" | "train.optimiser.name"
  >()
})

it("places steps in the order they are yielded, wired by step and port", () => {
  const { steps } = pipeline.build(undefined)

  expect(steps.map((step) => step.name)).toEqual(["ingest", "extract", "train"])
  expect(steps[2]?.wires["features"]).toEqual({ step: "extract", port: "features" })
  expect([wrong, swapped, badOver, shortly, grid, badPath, badValue, unserved]).toHaveLength(8)
})
