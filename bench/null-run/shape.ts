/** Pipelines of any size in two shapes: all nodes read one, or each reads the one before. */
import * as Pipeline from "../../src/dataflow/dsl/pipeline.ts"
import { add, zero } from "./nodes/count.ts"

/** `count` nodes that all read the same one. */
export const fan = (name: string, count: number): Pipeline.Runnable =>
  Pipeline.gen(name, { seed: 0 }, function*() {
    const { n } = yield* zero({}, {})
    let last = n
    for (let i = 1; i < count; i++) last = (yield* add.as(`add-${i}`)({ n }, { by: i })).n
    return { last }
  })

/** `count` nodes, each reading the one before. */
export const chain = (name: string, count: number): Pipeline.Runnable =>
  Pipeline.gen(name, { seed: 0 }, function*() {
    let { n } = yield* zero({}, {})
    for (let i = 1; i < count; i++) n = (yield* add.as(`add-${i}`)({ n }, { by: i })).n
    return { n }
  })
