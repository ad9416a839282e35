/** A backend that this machine cannot use. */

const reinstall = "npm install   in the folder of partita brings onnxruntime and tfjs; auto takes the best that loads"

const native = "npm install --ignore-scripts onnxruntime-node@1.30.0   its script would only download CUDA"

const hints: Readonly<Record<string, string>> = {
  ort: reinstall,
  "ort-wasm": reinstall,
  "ort-cuda": "needs an NVIDIA GPU, CUDA 12, cuDNN 9 and onnxruntime's CUDA files: docs/backends.md",
  "ort-webgpu": "needs a GPU with a Vulkan, Metal or Direct3D 12 driver: docs/backends.md",
  "tfjs-node": "npm install --no-save @tensorflow/tfjs-node@4.22.0   or built from source: docs/backends.md",
  "tfjs-node-gpu":
    "npm install --no-save @tensorflow/tfjs-node-gpu@4.22.0   with CUDA 11.2 and cuDNN 8.1: docs/backends.md",
  wasm: reinstall,
  cpu: reinstall,
  auto: reinstall
}

const absent = /Cannot find (?:package|module) '([^'./][^']*)'/

/** The line of a failure that says most: packages like to begin with where they were built. */
const reasonOf = (cause: unknown): string => {
  const [first = ""] = (cause instanceof Error ? cause.message : String(cause)).trim().split("\n")
  const [, name] = absent.exec(first) ?? []
  if (name !== undefined) return `${name} is not installed`
  return first.replace(/^\S+\.cc:\d+ .*?(?=Failed|failed|No |not )/, "").slice(0, 200)
}

/**
 * Says which backend, why in the words of whatever failed, and what to do.
 *
 * @example
 * ```ts
 * import { BackendUnavailable, resolveBackend } from "partita/training"
 * const backend = await resolveBackend("ort-cuda").catch((error) => {
 *   if (error instanceof BackendUnavailable) return "ort" // error.hint says what to install
 *   throw error
 * })
 * ```
 */
export class BackendUnavailable extends Error {
  readonly _tag = "BackendUnavailable"
  readonly backend: string
  readonly reason: string
  readonly hint: string

  constructor(backend: string, cause: unknown) {
    const reason = reasonOf(cause)
    super(`The backend "${backend}" cannot be used here: ${reason}`, { cause })
    this.name = "BackendUnavailable"
    this.backend = backend
    this.reason = reason
    this.hint = reason === "onnxruntime-node is not installed" ? native : hints[backend] ?? reinstall
  }
}
