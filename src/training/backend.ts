/** What can compute, and what cannot and why. */
import type { TensorFlow } from "../model/weights.ts"
import { BackendUnavailable } from "./backend-unavailable.ts"
import type { Runtime } from "./runtime.ts"

/**
 * Backends, fastest first (bench/training.ts): `ort` runs compiled steps natively; `wasm` and `cpu` are tfjs, run
 * anywhere and compute kernel by kernel.
 */
export const backendNames = ["ort", "wasm", "cpu"] as const
export type BackendName = typeof backendNames[number]

/** A backend, or the best one there is. */
export type BackendChoice = BackendName | "auto"

/** Whether a backend can be used here; `reason` says why not. */
export interface BackendStatus {
  readonly name: BackendName
  readonly isAvailable: boolean
  readonly reason: string
}

/** tfjs set up to compute on one of its own backends. Rejects with the reason when it cannot be initialised. */
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

const load: Record<BackendName, (threads: number) => Promise<Runtime>> = {
  ort: async (threads) => {
    const { compiledRuntime } = await import("./compile/compiled-runtime.ts")
    return compiledRuntime(await loadTensorFlow("cpu"), threads)
  },
  cpu: async () => (await import("./eager-runtime.ts")).eagerRuntime(await loadTensorFlow("cpu"), "cpu"),
  wasm: async () => (await import("./eager-runtime.ts")).eagerRuntime(await loadTensorFlow("wasm"), "wasm")
}

/**
 * The runtime of a backend; `threads` is how many the compiled one computes with, tfjs decides for itself. Rejects with
 * BackendUnavailable when it cannot be used here.
 */
export const loadRuntime = async (name: BackendName, threads: number): Promise<Runtime> => {
  try {
    return await load[name](threads)
  } catch (cause) {
    throw new BackendUnavailable(name, cause)
  }
}

/** Whether a backend can be used on this machine. */
export const backendStatus = async (name: BackendName): Promise<BackendStatus> => {
  try {
    await load[name](1)
    return { name, isAvailable: true, reason: "" }
  } catch (cause) {
    return { name, isAvailable: false, reason: cause instanceof Error ? cause.message : String(cause) }
  }
}

/** The backend that a choice stands for here. What `auto` gives decides the last digits of the result: record it. */
export const resolveBackend = async (choice: BackendChoice): Promise<BackendName> => {
  if (choice !== "auto") return choice
  for (const name of backendNames) {
    if ((await backendStatus(name)).isAvailable) return name
  }
  throw new BackendUnavailable(choice, new Error("none of ort, wasm and cpu loads; reinstall the dependencies"))
}
