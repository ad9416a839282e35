/**
 * The onnxruntime that is installed. onnxruntime-node computes natively, but on Linux x64 its install script downloads
 * CUDA from elsewhere than the npm registry, so partita does not depend on it: onnxruntime-web, which partita brings, runs
 * the same graphs in WebAssembly on one thread. Which of the two is installed is part of every key that rests on it.
 */
import { createRequire } from "node:module"
import type * as Native from "onnxruntime-node"

type OnnxRuntime = typeof Native

/** The library, and whether it is the native one. */
export interface LoadedOnnxRuntime {
  readonly ort: OnnxRuntime
  readonly isNative: boolean
}

/** Where onnxruntime-node lies; undefined when it is not installed. */
export const nativeOnnxRuntime = (): string | undefined => {
  try {
    return createRequire(import.meta.url).resolve("onnxruntime-node")
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND") return undefined
    throw cause
  }
}

const loadNative = async (): Promise<LoadedOnnxRuntime> => {
  const imported = await import("onnxruntime-node")
  const ort = "default" in imported ? imported.default as OnnxRuntime : imported
  ort.env.logLevel = "fatal" // what fails is thrown; it need not be printed too
  return { ort, isNative: true }
}

const loadWeb = async (): Promise<LoadedOnnxRuntime> => {
  const ort = await import("onnxruntime-web")
  ort.env.wasm.numThreads = 1 // more would have to be the same number everywhere to give the same bytes
  ort.env.logLevel = "fatal"
  return { ort: ort as unknown as OnnxRuntime, isNative: false }
}

/** What of onnxruntime computes: on the CPU, natively or in WebAssembly, or on a device. */
export type OnnxProvider = "cpu" | "wasm" | "cuda" | "webgpu"

/**
 * The library for a provider: onnxruntime-node, but onnxruntime-web for `wasm`, and for `cpu` where the other is not
 * installed. One that is installed and does not load rejects.
 */
export const loadOnnxRuntime = (provider: OnnxProvider): Promise<LoadedOnnxRuntime> =>
  provider === "wasm" || (provider === "cpu" && nativeOnnxRuntime() === undefined) ? loadWeb() : loadNative()

/** What computes a compiled step here, in words: package, version and place. */
export const describeOnnxRuntime = async (provider: OnnxProvider): Promise<string> => {
  const { isNative, ort } = await loadOnnxRuntime(provider)
  if (isNative) return `onnxruntime-node ${ort.env.versions.node ?? "?"}, ${provider}`
  const rather = provider === "wasm" ? "" : "; onnxruntime-node is not installed and would be faster"
  return `onnxruntime-web ${ort.env.versions.web ?? ort.env.versions.common}, WebAssembly, one thread${rather}`
}

/** Rejects when the installed onnxruntime was built without the provider. */
export const assertSupported = async (provider: OnnxProvider): Promise<void> => {
  const { isNative, ort } = await loadOnnxRuntime(provider)
  if (!isNative) return
  const known = ort.listSupportedBackends().map(({ name }) => name)
  if (!known.includes(provider)) throw new Error(`this onnxruntime-node knows no ${provider}, only ${known.join(", ")}`)
}
