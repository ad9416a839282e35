/** Splits into few parts at a time, for WebGPU: a shader there binds about ten buffers, a model has more weights. */
import type { OnnxConstant, OnnxGraph, OnnxNode } from "./onnx.ts"

/** WebGPU guarantees 8 storage buffers per shader stage; one of them is what is split. */
const most = 7

const chunked = <A>(values: ReadonlyArray<A>, size: number): ReadonlyArray<ReadonlyArray<A>> =>
  Array.from({ length: Math.ceil(values.length / size) }, (_, i) => values.slice(i * size, (i + 1) * size))

/** The same graph in which no Split has more than 7 outputs: wide ones become trees of narrow ones. */
export const narrowSplits = (graph: OnnxGraph): OnnxGraph => {
  const constants = new Map(graph.constants.map((constant) => [constant.name, constant]))
  const added: Array<OnnxConstant> = []
  const narrow = (node: OnnxNode): ReadonlyArray<OnnxNode> => {
    if (node.op !== "Split" || node.outputs.length <= most) return [node]
    const [whole, lengthsName] = node.inputs as [string, string]
    const lengths = [...constants.get(lengthsName)!.data as BigInt64Array]
    const size = Math.max(most, Math.ceil(lengths.length / most))
    const groups = chunked(lengths.map((length, i) => ({ length, output: node.outputs[i]! })), size)
    const split = (
      from: string,
      parts: ReadonlyArray<{ readonly length: bigint; readonly output: string }>
    ): OnnxNode => {
      const data = BigInt64Array.from(parts, ({ length }) => length)
      const name = `${parts[0]!.output}/lengths of ${parts.length}`
      const constant: OnnxConstant = { name, type: "int64", shape: [data.length], data }
      constants.set(name, constant)
      added.push(constant)
      return { ...node, inputs: [from, name], outputs: parts.map(({ output }) => output) }
    }
    const stems = groups.map((parts, i) => ({
      length: parts.reduce((sum, { length }) => sum + length, 0n),
      output: parts.length === 1 ? parts[0]!.output : `${whole}/part ${i} of ${node.outputs[0]}`
    }))
    const branches = groups.flatMap((parts, i) => parts.length === 1 ? [] : narrow(split(stems[i]!.output, parts)))
    return [split(whole, stems), ...branches]
  }
  const nodes = graph.nodes.flatMap(narrow)
  return { ...graph, nodes, constants: [...graph.constants, ...added] }
}
