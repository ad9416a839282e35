/** tfjs on libtensorflow: packages that only a user installs (docs/backends.md), imported by name where they are. */
import { createRequire } from "node:module"
import util from "node:util"
import { isMainThread } from "node:worker_threads"
import type { TensorFlow } from "../model/weights.ts"
import { padConvolutions } from "./padded-convolutions.ts"

/** Functions of `util` that tfjs-node 4.22 calls: Node 23 removed the first and warns of the second. */
const formerUtil = {
  isNullOrUndefined: (value: unknown): boolean => value === null || value === undefined,
  isArray: Array.isArray
}

/** Puts what tfjs-node misses into `module`, Node's `util` as CommonJS sees it. */
export const restoreUtil = (module: object): void => {
  for (const [name, value] of Object.entries(formerUtil)) {
    Object.defineProperty(module, name, { value, configurable: true, writable: true })
  }
}

/** Modules whose convolutions have been taught padding, which would otherwise be done again at every load. */
const padded = new WeakSet<TensorFlow>()

const threadsVariable = "TF_NUM_INTRAOP_THREADS"

/**
 * Sees to it that libtensorflow computes with `threads` threads, which decide the last digits of a convolution. It reads
 * an environment variable that only the main thread of a process can set. Throws where it says something else.
 */
export const settleThreads = (
  environment: Record<string, string | undefined>,
  isMain: boolean,
  threads: number
): void => {
  if (isMain) environment[threadsVariable] ??= String(threads)
  const found = environment[threadsVariable]
  if (found === String(threads)) return
  const set = `set ${threadsVariable}=${threads} in the environment`
  throw new Error(
    `it would compute with ${found ?? "any number of"} threads, not with the ${threads} asked for: ${set}`
  )
}

/** What is read of tfjs-node's backend, which its types keep to themselves. */
interface NodeBackend {
  readonly binding: { readonly TF_Version: string }
  readonly isUsingGpuDevice: boolean
}

/** Both packages are CommonJS. */
const require = createRequire(import.meta.url)

/**
 * tfjs as the package exports it, set to compute on libtensorflow, and what was found. Rejects when the package is absent
 * or broken, when it would compute with another number of threads, and when the GPU package sees no GPU: it would silently
 * compute on the CPU.
 */
export const loadTfjsNode = async (
  name: "tfjs-node" | "tfjs-node-gpu",
  threads: number
): Promise<{ readonly tf: TensorFlow; readonly found: string }> => {
  restoreUtil(util)
  process.env["TF_CPP_MIN_LOG_LEVEL"] ??= "2" // notes about CPU features belong to nobody's output
  settleThreads(process.env, isMainThread, threads) // read while the package loads
  const tf =
    (name === "tfjs-node" ? require("@tensorflow/tfjs-node") : require("@tensorflow/tfjs-node-gpu")) as TensorFlow
  if (!padded.has(tf)) padConvolutions(tf, "tensorflow")
  padded.add(tf)
  tf.enableProdMode()
  if (!(await tf.setBackend("tensorflow"))) throw new Error(`@tensorflow/${name} registers no backend "tensorflow"`)
  await tf.ready()
  const { binding, isUsingGpuDevice } = tf.backend() as unknown as NodeBackend
  if (name === "tfjs-node-gpu" && !isUsingGpuDevice) throw new Error("it loads, but sees no GPU")
  const versions: Readonly<Record<string, string>> = tf.version
  return { tf, found: `@tensorflow/${name} ${versions["tfjs-node"]}, libtensorflow ${binding.TF_Version}` }
}
