/** A kernel that a tfjs backend was never given. */

const missing = /Kernel '(\w+)' not registered for backend '(\w+)'/

/** Says which backend lacks which kernel. */
export class MissingKernel extends Error {
  readonly _tag = "MissingKernel"
  readonly backend: string
  readonly kernel: string
  readonly hint = "choose the backend ort, which has it, or cpu, which has all and is slow"

  constructor(backend: string, kernel: string, cause: unknown) {
    super(`The backend "${backend}" has no kernel ${kernel}, which this model needs.`, { cause })
    this.name = "MissingKernel"
    this.backend = backend
    this.kernel = kernel
  }
}

/** Runs `compute`; where tfjs finds a kernel missing, throws MissingKernel instead. */
export const namingMissingKernels = <A>(backend: string, compute: () => A): A => {
  try {
    return compute()
  } catch (cause) {
    const [, kernel] = missing.exec(cause instanceof Error ? cause.message : "") ?? []
    throw kernel === undefined ? cause : new MissingKernel(backend, kernel, cause)
  }
}
