/** A model that uses an operation the compiler cannot say in ONNX. */

/** Names the tfjs kernel, what about it is not covered, and the first line outside tfjs and the compiler that called it. */
export class UnsupportedKernel extends Error {
  readonly _tag = "UnsupportedKernel"
  readonly kernel: string
  readonly calledFrom: string
  readonly hint = "choose another backend, such as cpu, or add the kernel to src/learn/training/compile/kernels/"

  constructor(kernel: string, detail = "") {
    const usualDepth = Error.stackTraceLimit
    Error.stackTraceLimit = 50 // tfjs puts many frames between a model and its kernels
    super("")
    Error.stackTraceLimit = usualDepth
    this.name = "UnsupportedKernel"
    this.kernel = kernel
    this.calledFrom = callerIn(this.stack ?? "")
    this.message = `The compiler has no tfjs kernel ${kernel}${
      detail === "" ? "" : ` with ${detail}`
    }, called from ${this.calledFrom}.`
  }
}

const callerIn = (stack: string): string =>
  stack.split("\n").slice(1).find((line) => !/node_modules|src\/learn\/training\/compile|node:internal/.test(line))
    ?.trim().replace(/^at /, "") ?? "an unknown place"
