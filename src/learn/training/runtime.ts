/**
 * What computes: tfjs kernel by kernel (eager-runtime.ts), or a traced graph run natively (compile/compiled-runtime.ts).
 * Work is handed over as functions of named tensors, so that both run the very same code.
 */
import type { Tensor } from "@tensorflow/tfjs"
import type { TensorFlow } from "../model/weights.ts"

/** Shapes by name. All numbers are float32. */
export type Shapes = Readonly<Record<string, ReadonlyArray<number>>>

/** Numbers by name, row-major. */
export type Arrays = Readonly<Record<string, Float32Array>>

/** Tensors by name. */
export type Tensors = Readonly<Record<string, Tensor>>

/** A pure function of tensors of fixed shape. */
export interface TensorFunction {
  readonly inputs: Shapes
  readonly outputs: Shapes
  readonly apply: (tf: TensorFlow, inputs: Tensors) => Tensors
}

/** A function run again and again: `state` flows from one turn into the next, `inputs` and `results` are of one turn. */
export interface StepFunction {
  readonly state: Shapes
  readonly inputs: Shapes
  readonly results: Shapes
  readonly apply: (
    tf: TensorFlow,
    state: Tensors,
    inputs: Tensors
  ) => { readonly state: Tensors; readonly results: Tensors }
}

/** A step function with its state, which stays where it is computed until `read`. */
export interface Loop {
  /** Takes `turns` turns; inputs hold the turns one after another, and so do the results. */
  readonly run: (turns: number, inputs: Arrays) => Promise<Arrays>
  /** The state as it is now; the arrays are reused by the next `run`. */
  readonly read: () => Arrays
  readonly dispose: () => Promise<void>
}

/** A prepared tensor function. */
export interface Call {
  readonly run: (inputs: Arrays) => Promise<Arrays>
  readonly dispose: () => Promise<void>
}

/** Prepares functions and loops for one backend. */
export interface Runtime {
  readonly prepare: (fn: TensorFunction) => Promise<Call>
  readonly startLoop: (step: StepFunction, state: Arrays) => Promise<Loop>
}

/** Number of elements of a shape. */
export const sizeOf = (shape: ReadonlyArray<number>): number => shape.reduce((product, length) => product * length, 1)
