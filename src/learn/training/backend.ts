/** What can compute, and what cannot and why. docs/backends.md compares them. */
import type { TensorFlow } from "../model/weights.ts"
import { BackendUnavailable } from "./backend-unavailable.ts"
import type { OnnxProvider } from "./compile/onnx-runtime.ts"
import type { Runtime } from "./runtime.ts"

/**
 * Backends that every complete installation has: compiled steps (`ort`), and tfjs kernel by kernel.
 *
 * @example
 * ```ts
 * import { bundledBackends } from "partita/training"
 * bundledBackends // → ["ort", "ort-wasm", "wasm", "cpu"]
 * ```
 */
export const bundledBackends = ["ort", "ort-wasm", "wasm", "cpu"] as const

/**
 * All backends. `ort` takes the onnxruntime that is installed, `ort-wasm` the one in WebAssembly; `ort-cuda` and
 * `ort-webgpu` run the compiled steps on another execution provider; `tfjs-node-gpu` and `tfjs-node` are packages that a user may have installed, and are used only where they load.
 *
 * @example
 * ```ts
 * import { backendNames } from "partita/training"
 * backendNames.includes("ort-cuda") // → true
 * ```
 */
export const backendNames = [
  "ort",
  "ort-wasm",
  "ort-cuda",
  "ort-webgpu",
  "tfjs-node-gpu",
  "tfjs-node",
  "wasm",
  "cpu"
] as const
/** One of `backendNames`. */
export type BackendName = typeof backendNames[number]

/** A backend, or the best one there is. */
export type BackendChoice = BackendName | "auto"

/**
 * What `auto` tries, in this order. A GPU comes first where somebody installed the software for it: that was a wish.
 * `ort-webgpu` comes with onnxruntime unasked and also runs on software devices, so it is used by name only.
 */
export const autoOrder = [
  "ort-cuda",
  "tfjs-node-gpu",
  "ort",
  "tfjs-node",
  "ort-wasm",
  "wasm",
  "cpu"
] as const satisfies ReadonlyArray<
  BackendName
>

/** Whether a backend can be used here: what was found, or why not and what to do. */
export type BackendStatus =
  | { readonly name: BackendName; readonly isAvailable: true; readonly found: string }
  | { readonly name: BackendName; readonly isAvailable: false; readonly reason: string; readonly hint: string }

interface Loaded {
  readonly runtime: Runtime
  readonly found: string
}

/**
 * tfjs set up to compute on one of its own backends. Rejects with the reason when it cannot be initialised.
 *
 * @example
 * ```ts
 * import { loadTensorFlow } from "partita/training"
 * const tf = await loadTensorFlow("cpu")
 * tf.tensor1d([1, 2, 3]).sum().arraySync() // → 6
 * ```
 */
export const loadTensorFlow = async (name: "cpu" | "wasm"): Promise<TensorFlow> => {
  // tfjs ships CommonJS, so the module's exports are its default
  const imported = await import("@tensorflow/tfjs")
  const tf = ("default" in imported ? imported.default : imported) as TensorFlow
  tf.enableProdMode() // no advice on the console, no checks of every value
  if (name === "wasm") await import("@tensorflow/tfjs-backend-wasm")
  if (!(await tf.setBackend(name))) throw new Error(`the tfjs backend "${name}" cannot be initialised on this machine`)
  await tf.ready()
  return tf
}

const compiled = (provider: OnnxProvider) => async (threads: number): Promise<Loaded> => {
  const { compiledRuntime } = await import("./compile/compiled-runtime.ts")
  const { describeOnnxRuntime } = await import("./compile/onnx-runtime.ts")
  const runtime = await compiledRuntime(await loadTensorFlow("cpu"), { threads, provider })
  return { runtime, found: await describeOnnxRuntime(provider) }
}

const eager = (name: "cpu" | "wasm") => async (): Promise<Loaded> => {
  const { eagerRuntime } = await import("./eager-runtime.ts")
  const tf = await loadTensorFlow(name)
  return { runtime: eagerRuntime(tf, name), found: `@tensorflow/tfjs ${tf.version["tfjs"]}, ${name}` }
}

const libtensorflow = (name: "tfjs-node" | "tfjs-node-gpu") => async (threads: number): Promise<Loaded> => {
  const { loadTfjsNode } = await import("./load-tfjs-node.ts")
  const { eagerRuntime } = await import("./eager-runtime.ts")
  const { found, tf } = await loadTfjsNode(name, threads)
  return { runtime: eagerRuntime(tf, "tensorflow"), found }
}

const load: Record<BackendName, (threads: number) => Promise<Loaded>> = {
  ort: compiled("cpu"),
  "ort-wasm": compiled("wasm"),
  "ort-cuda": compiled("cuda"),
  "ort-webgpu": compiled("webgpu"),
  "tfjs-node-gpu": libtensorflow("tfjs-node-gpu"),
  "tfjs-node": libtensorflow("tfjs-node"),
  wasm: eager("wasm"),
  cpu: eager("cpu")
}

/** Loads a backend and lets it compute something whose result is known. */
const loadChecked = async (name: BackendName, threads: number): Promise<Loaded> => {
  const loaded = await load[name](threads)
  if (name === "cpu") return loaded
  const { assertComputesRight } = await import("./self-check.ts")
  const { runtime: reference } = await load.cpu(1)
  await assertComputesRight(loaded.runtime, reference, "dense")
  if (name !== "wasm") await assertComputesRight(loaded.runtime, reference, "convolutions") // wasm has no gradient of these
  return loaded
}

/** Devices whose drivers differ in what they get right. */
const isOnDevice = (name: BackendName): boolean => ["ort-cuda", "ort-webgpu", "tfjs-node-gpu"].includes(name)

/**
 * The runtime of a backend; `threads` is how many it computes with; `wasm` and `cpu` have one. Rejects with
 * BackendUnavailable when it cannot be used here. Runtimes of devices check their first results against `ort`.
 */
export const loadRuntime = async (name: BackendName, threads: number): Promise<Runtime> => {
  try {
    const { runtime } = await load[name](threads)
    if (!isOnDevice(name)) return runtime
    const { checkedRuntime } = await import("./checked-runtime.ts")
    return checkedRuntime(runtime, (await load.ort(threads)).runtime)
  } catch (cause) {
    throw new BackendUnavailable(name, cause)
  }
}

/**
 * Whether a backend can be used on this machine. Loads it and compares its numbers with those of `cpu`.
 *
 * @example
 * ```ts
 * import { backendStatus } from "partita/training"
 * const status = await backendStatus("cpu")
 * console.log(status.isAvailable ? status.found : `${status.reason}; ${status.hint}`)
 * ```
 */
export const backendStatus = async (name: BackendName): Promise<BackendStatus> => {
  try {
    if (name === "ort-webgpu") {
      const { probeProvider } = await import("./compile/probe-provider.ts")
      await probeProvider(await loadTensorFlow("cpu"), "webgpu")
    }
    return { name, isAvailable: true, found: (await loadChecked(name, 1)).found }
  } catch (cause) {
    const { hint, reason } = new BackendUnavailable(name, cause)
    return { name, isAvailable: false, reason, hint }
  }
}

/**
 * The backend that a choice stands for here. What `auto` gives decides the last digits of the result: record it.
 *
 * @example
 * ```ts
 * import { resolveBackend } from "partita/training"
 * await resolveBackend("cpu") // → "cpu"
 * ```
 */
export const resolveBackend = async (choice: BackendChoice): Promise<BackendName> => {
  if (choice !== "auto") return choice
  for (const name of autoOrder) {
    if ((await backendStatus(name)).isAvailable) return name
  }
  throw new BackendUnavailable(choice, new Error("none of them loads, not even cpu"))
}
