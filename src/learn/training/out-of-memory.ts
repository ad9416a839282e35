/** Training that needs more memory than there is. */

const signs = [
  /Array buffer allocation failed/, // V8
  /Invalid (typed )?array length/, // V8, beyond what any array may hold
  /Failed to allocate memory for requested buffer of size (?<bytes>\d+)/, // onnxruntime
  /would require more than \d+ bytes/, // onnxruntime, beyond what an operator may yield
  /bad_alloc|out of memory/i // the C++ library, WebAssembly, drivers
]

const amount = (bytes: number): string => {
  const power = Math.min(4, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  return `${(bytes / 1000 ** power).toPrecision(3)} ${["B", "kB", "MB", "GB", "TB"][power]}`
}

/**
 * An allocation failed; `askedBytes` is its size where the runtime tells it, else null.
 *
 * @example
 * ```ts
 * import { OutOfMemory } from "partita/training"
 * new OutOfMemory(3e9, 4096, undefined).message // → "The memory does not suffice for training: it asked for 3.00 GB."
 * ```
 */
export class OutOfMemory extends Error {
  readonly _tag = "OutOfMemory"
  readonly askedBytes: number | null
  readonly hint: string

  constructor(askedBytes: number | null, batchSize: number, cause: unknown) {
    const asked = askedBytes === null ? "an array larger than what is left" : amount(askedBytes)
    super(`The memory does not suffice for training: it asked for ${asked}.`, { cause })
    this.name = "OutOfMemory"
    this.askedBytes = askedBytes
    this.hint = `lower batchSize, which is ${batchSize}, or make the model's layers smaller`
  }
}

/** The same failure as an OutOfMemory where it says that memory ran out, else itself. */
export const explainMemory = (failure: unknown, batchSize: number): unknown => {
  const message = failure instanceof Error ? failure.message : String(failure)
  const [found] = signs.flatMap((sign) => sign.exec(message) ?? [])
  if (found === undefined) return failure
  const bytes = signs.map((sign) => sign.exec(message)?.groups?.["bytes"]).find((text) => text !== undefined)
  return new OutOfMemory(bytes === undefined ? null : Number(bytes), batchSize, failure)
}
