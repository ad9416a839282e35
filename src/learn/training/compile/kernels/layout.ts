/** Kernels that move numbers without changing them, and those that make them from nothing. */
import { sizeOf } from "../../runtime.ts"
import type { Value } from "../graph-builder.ts"
import type { Kernel, Kernels } from "../kernel.ts"
import { UnsupportedKernel } from "../unsupported-kernel.ts"

const reshape: Kernel = (graph, { x }, { shape }) => {
  const asked = shape as ReadonlyArray<number>
  const rest = sizeOf(x!.shape) / -sizeOf(asked) // only meant where a length is left open as -1
  return graph.reshape(x!, asked.map((length) => length === -1 ? rest : length))
}

const tile: Kernel = (graph, { x }, { reps }) => {
  const counts = reps as ReadonlyArray<number>
  const shape = x!.shape.map((length, i) => length * counts[i]!)
  const onlyRepeatsOnes = x!.shape.every((length, i) => length === 1 || counts[i] === 1)
  return onlyRepeatsOnes ? graph.expand(x!, shape) : graph.emit("Tile", [x!, graph.integers(counts)], shape)
}

const concat: Kernel = (graph, inputs, { axis }) => {
  const parts = Object.values(inputs)
  const rank = parts[0]!.shape.length
  const along = (axis as number) < 0 ? (axis as number) + rank : axis as number
  const length = parts.reduce((sum, { shape }) => sum + shape[along]!, 0)
  if (parts.length === 1) return parts[0]!
  return graph.emit("Concat", parts, parts[0]!.shape.map((own, i) => i === along ? length : own), { axis: along })
}

const slice: Kernel = (graph, { x }, { begin, size }) => {
  const from = x!.shape.map((_, i) => (begin as ReadonlyArray<number>)[i] ?? 0)
  const lengths = x!.shape.map((length, i) => {
    const asked = (size as ReadonlyArray<number>)[i] ?? -1
    return asked === -1 ? length - from[i]! : asked
  })
  const to = from.map((start, i) => start + lengths[i]!)
  return graph.emit("Slice", [x!, graph.integers(from), graph.integers(to)], lengths)
}

const split: Kernel = (graph, { x }, { axis, numOrSizeSplits }) => {
  const along = (axis as number) < 0 ? (axis as number) + x!.shape.length : axis as number
  const count = numOrSizeSplits as number | ReadonlyArray<number>
  const lengths = typeof count === "number" ? Array<number>(count).fill(x!.shape[along]! / count) : count
  const results = lengths.map((length) => ({
    shape: x!.shape.map((own, i) => i === along ? length : own),
    type: x!.type
  }))
  return graph.emitMany("Split", [x!, graph.integers(lengths)], { axis: along }, results)
}

const pad: Kernel = (graph, { x }, { constantValue, paddings }) => {
  const pairs = paddings as ReadonlyArray<readonly [number, number]>
  const amounts = graph.integers([...pairs.map(([before]) => before), ...pairs.map(([, after]) => after)])
  const shape = x!.shape.map((length, i) => length + pairs[i]![0] + pairs[i]![1])
  return graph.emit("Pad", [x!, amounts, graph.float(constantValue as number)], shape)
}

const gather: Kernel = (graph, { indices, x }, { axis, batchDims }) => {
  if (batchDims !== undefined && batchDims !== 0) throw new UnsupportedKernel("GatherV2", "batch dimensions")
  const along = (axis as number) < 0 ? (axis as number) + x!.shape.length : axis as number
  const shape = [...x!.shape.slice(0, along), ...indices!.shape, ...x!.shape.slice(along + 1)]
  return graph.emit("Gather", [x!, indices!], shape, { axis: along })
}

const reverse: Kernel = (graph, { x }, { dims }) => {
  const rank = x!.shape.length
  const axes = [dims as number | ReadonlyArray<number>].flat().map((axis) => axis < 0 ? axis + rank : axis)
  const [from, to, steps] = [axes.map(() => -1), axes.map((axis) => -x!.shape[axis]! - 1), axes.map(() => -1)]
  return graph.emit("Slice", [x!, ...[from, to, axes, steps].map((list) => graph.integers(list))], x!.shape)
}

const filled = (value: number): Kernel => (graph, { x }): Value => graph.expand(graph.float(value), x!.shape)

const pack: Kernel = (graph, inputs, { axis }) => {
  const parts = Object.values(inputs)
  const along = (axis as number) < 0 ? (axis as number) + parts[0]!.shape.length + 1 : axis as number
  const single = parts[0]!.shape.toSpliced(along, 0, 1)
  return graph.emit("Concat", parts.map((part) => graph.reshape(part, single)), single.with(along, parts.length), {
    axis: along
  })
}

const unpack: Kernel = (graph, { value }, { axis }) => {
  const along = (axis as number) < 0 ? (axis as number) + value!.shape.length : axis as number
  const count = value!.shape[along]!
  const single = { shape: value!.shape.with(along, 1), type: value!.type }
  const lengths = graph.integers(Array<number>(count).fill(1))
  const parts = graph.emitMany("Split", [value!, lengths], { axis: along }, Array(count).fill(single))
  return parts.map((part) => graph.reshape(part, value!.shape.toSpliced(along, 1)))
}

const expandDims: Kernel = (graph, { input }, { dim }) => {
  const along = (dim as number) < 0 ? (dim as number) + input!.shape.length + 1 : dim as number
  return graph.reshape(input!, input!.shape.toSpliced(along, 0, 1))
}

export const layouts: Kernels = {
  Identity: (_, { x }) => x!,
  Reshape: reshape,
  ExpandDims: expandDims,
  Transpose: (graph, { x }, { perm }) => graph.transpose(x!, perm as ReadonlyArray<number>),
  Tile: tile,
  Concat: concat,
  Pack: pack,
  Unpack: unpack,
  Slice: slice,
  SplitV: split,
  PadV2: pad,
  Reverse: reverse,
  GatherV2: gather,
  Fill: (graph, _, { shape, value }) => graph.expand(graph.float(value as number), shape as ReadonlyArray<number>),
  OnesLike: filled(1),
  ZerosLike: filled(0)
}
