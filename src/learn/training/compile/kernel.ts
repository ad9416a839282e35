/** What a kernel of the tracing backend is: a tfjs operation said in ONNX. One family per file in kernels/. */
import type { GraphBuilder, Value } from "./graph-builder.ts"

/** Inputs by the names tfjs gives them, in its order. */
export type KernelInputs = Readonly<Record<string, Value>>

/** Attributes as tfjs hands them over; each kernel knows the types of its own. */
export type KernelAttributes = Readonly<Record<string, unknown>>

/** Adds the operation to the graph. */
export type Kernel = (
  graph: GraphBuilder,
  inputs: KernelInputs,
  attributes: KernelAttributes
) => Value | ReadonlyArray<Value>

/** Kernels by tfjs's names. */
export type Kernels = Readonly<Record<string, Kernel>>
