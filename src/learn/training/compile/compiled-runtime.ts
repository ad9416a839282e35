/**
 * Traces functions into ONNX graphs and runs them with onnxruntime: natively, or in WebAssembly where that is all there is.
 *
 * Room: a training step traced into one ONNX graph, written as bytes and run.
 */
import type { InferenceSession, Tensor } from "onnxruntime-node"
import type { TensorFlow } from "../../model/weights.ts"
import { type Arrays, type Runtime, type Shapes, type StepFunction } from "../runtime.ts"
import { loopGraph } from "./loop-graph.ts"
import { narrowSplits } from "./narrow-splits.ts"
import { assertSupported, loadOnnxRuntime, type OnnxProvider } from "./onnx-runtime.ts"
import { type OnnxGraph, writeOnnx } from "./onnx.ts"
import { trace } from "./trace.ts"

/** `threads` are those of the CPU; `provider` is the part of onnxruntime that computes. */
export interface CompiledOptions {
  readonly threads: number
  readonly provider: OnnxProvider
}

const createSession = async (graph: OnnxGraph, { provider, threads }: CompiledOptions): Promise<InferenceSession> => {
  const { isNative, ort } = await loadOnnxRuntime(provider)
  return ort.InferenceSession.create(writeOnnx(graph), {
    executionProviders: [isNative ? provider : "wasm"],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: "all",
    logSeverityLevel: 3
  })
}

const prefixed = <A>(values: Readonly<Record<string, A>>, prefix: string): Record<string, A> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [prefix + name, value]))

type Feeds = Readonly<Record<string, Tensor>>

/** The graph of one turn, with `next/` and `result/` before the names of what it yields. */
const traceTurn = (tf: TensorFlow, step: StepFunction): OnnxGraph =>
  trace(tf, { ...step.state, ...step.inputs }, (tensors) => {
    const { results, state } = step.apply(tf, tensors, tensors)
    return Object.fromEntries([
      ...Object.keys(step.state).map((name) => [`next/${name}`, state[name]!]),
      ...Object.keys(step.results).map((name) => [`result/${name}`, results[name]!])
    ])
  })

/**
 * The runtime that compiles; `tf` only lends its operations and gradients to the tracer. Another number of threads may
 * sum in another order and so change the last digits: `threads` is part of what decides a result. Rejects when the
 * installed onnxruntime was built without the provider.
 */
export const compiledRuntime = async (tf: TensorFlow, options: CompiledOptions): Promise<Runtime> => {
  await assertSupported(options.provider)
  const { isNative, ort } = await loadOnnxRuntime(options.provider)
  const feeds = (shapes: Shapes, arrays: Arrays, prefix: string, ...outer: ReadonlyArray<number>) =>
    Object.fromEntries(
      Object.entries(shapes).map(([name, shape]) => [
        prefix + name,
        new ort.Tensor("float32", arrays[name]!, [...outer, ...shape])
      ])
    )
  const numbers = (found: InferenceSession.OnnxValueMapType, name: string): Float32Array =>
    found[name]!.data as Float32Array

  const fitting = (graph: OnnxGraph): OnnxGraph => options.provider === "webgpu" ? narrowSplits(graph) : graph

  return {
    prepare: async (fn) => {
      const session = await createSession(fitting(trace(tf, fn.inputs, (tensors) => fn.apply(tf, tensors))), options)
      return {
        run: async (inputs) => {
          const found = await session.run(feeds(fn.inputs, inputs, ""))
          return Object.fromEntries(Object.keys(fn.outputs).map((name) => [name, numbers(found, name)]))
        },
        dispose: () => session.release()
      }
    },
    startLoop: async (step, initial) => {
      const session = await createSession(loopGraph(fitting(traceTurn(tf, step)), step), options)
      const names = Object.keys(step.state)
      const results = Object.keys(step.results)
      const copy = () => Object.fromEntries(names.map((name) => [name, initial[name]!.slice()]))
      const anew = Object.fromEntries(names.map((name) => [name, null]))
      // a run reads one and writes the other: new arrays for every run cost a large model some per cent of its time;
      // onnxruntime-web leaves no choice, it ignores the arrays it is given
      let [now, next]: [Feeds, Feeds] = [feeds(step.state, copy(), ""), feeds(step.state, copy(), "")]
      return {
        run: async (turns, inputs) => {
          const count = new ort.Tensor("int64", BigInt64Array.of(BigInt(turns)), [])
          const found = await session.run(
            { ...prefixed(now, "first/"), count, ...feeds(step.inputs, inputs, "all/", turns) },
            {
              ...prefixed(isNative ? next : anew, "last/"),
              ...Object.fromEntries(results.map((name) => [`each/${name}`, null]))
            }
          )
          if (!isNative) next = Object.fromEntries(names.map((name) => [name, found[`last/${name}`] as Tensor]))
          ;[now, next] = [next, now]
          return Object.fromEntries(results.map((name) => [name, numbers(found, `each/${name}`)]))
        },
        read: () => Object.fromEntries(names.map((name) => [name, numbers(now, name)])),
        dispose: () => session.release()
      }
    }
  }
}
