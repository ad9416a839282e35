/** Where tfjs computes. Portable backends only: they need nothing installed. */
import type { TensorFlow } from "../model/weights.ts"

/** Backends by name, in order of preference of `auto`. */
export const backendNames = ["cpu", "wasm"] as const
export type BackendName = typeof backendNames[number]

/** tfjs set up to compute on a backend. Rejects when the backend cannot be initialised, with its reason. */
export const loadBackend = async (name: BackendName): Promise<TensorFlow> => {
  // tfjs ships CommonJS, so the module's exports are its default
  const imported = await import("@tensorflow/tfjs")
  const tf = ("default" in imported ? imported.default : imported) as TensorFlow
  tf.enableProdMode() // no advice on the console, no checks of every value
  if (name === "wasm") await import("@tensorflow/tfjs-backend-wasm")
  if (!(await tf.setBackend(name))) throw new Error(`the tfjs backend "${name}" cannot be initialised on this machine`)
  await tf.ready()
  return tf
}
