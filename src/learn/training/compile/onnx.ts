/** ONNX graphs as bytes. Source: onnx/onnx, onnx.proto (IR version 9, opset 21). */
import { ProtobufMessage } from "./protobuf.ts"

/** Codes of TensorProto.DataType. */
export const onnxType = { float32: 1, int32: 6, int64: 7, bool: 9 } as const
export type OnnxType = keyof typeof onnxType

/** What an attribute may hold; `float` and `graph` are wrapped because numbers are written as integers. */
export type Attribute =
  | number
  | string
  | ReadonlyArray<number>
  | { readonly float: number }
  | { readonly graph: OnnxGraph }

/** One operation: an empty input name stands for an input left out. */
export interface OnnxNode {
  readonly op: string
  readonly inputs: ReadonlyArray<string>
  readonly outputs: ReadonlyArray<string>
  readonly attributes: Readonly<Record<string, Attribute>>
}

/** A named value; a text in its shape is a length that is only known when the graph runs. */
export interface OnnxValue {
  readonly name: string
  readonly type: OnnxType
  readonly shape: ReadonlyArray<number | string>
}

/** A value known beforehand. */
export interface OnnxConstant {
  readonly name: string
  readonly type: OnnxType
  readonly shape: ReadonlyArray<number>
  readonly data: Float32Array | Int32Array | BigInt64Array | Uint8Array
}

export interface OnnxGraph {
  readonly nodes: ReadonlyArray<OnnxNode>
  readonly constants: ReadonlyArray<OnnxConstant>
  readonly inputs: ReadonlyArray<OnnxValue>
  readonly outputs: ReadonlyArray<OnnxValue>
}

const attributeMessage = (name: string, value: Attribute): ProtobufMessage => {
  const message = new ProtobufMessage().text(1, name)
  if (typeof value === "number") return message.int(3, value).int(20, 2)
  if (typeof value === "string") return message.text(4, value).int(20, 3)
  if ("float" in value) return message.float(2, value.float).int(20, 1)
  if ("graph" in value) return message.message(6, graphMessage(value.graph)).int(20, 5)
  for (const item of value) message.int(8, item)
  return message.int(20, 7)
}

const nodeMessage = ({ attributes, inputs, op, outputs }: OnnxNode): ProtobufMessage => {
  const message = new ProtobufMessage()
  for (const input of inputs) message.text(1, input)
  for (const output of outputs) message.text(2, output)
  message.text(3, `${op} ${outputs[0]}`).text(4, op)
  for (const [name, value] of Object.entries(attributes)) message.message(5, attributeMessage(name, value))
  return message
}

const constantMessage = ({ data, name, shape, type }: OnnxConstant): ProtobufMessage => {
  const message = new ProtobufMessage()
  for (const length of shape) message.int(1, length)
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  return message.int(2, onnxType[type]).text(8, name).bytes(9, bytes)
}

const valueMessage = ({ name, shape, type }: OnnxValue): ProtobufMessage => {
  const dimensions = new ProtobufMessage()
  for (const length of shape) {
    const dimension = new ProtobufMessage()
    dimensions.message(1, typeof length === "number" ? dimension.int(1, length) : dimension.text(2, length))
  }
  const tensor = new ProtobufMessage().int(1, onnxType[type]).message(2, dimensions)
  return new ProtobufMessage().text(1, name).message(2, new ProtobufMessage().message(1, tensor))
}

const graphMessage = ({ constants, inputs, nodes, outputs }: OnnxGraph): ProtobufMessage => {
  const message = new ProtobufMessage()
  for (const node of nodes) message.message(1, nodeMessage(node))
  message.text(2, "partita")
  for (const constant of constants) message.message(5, constantMessage(constant))
  for (const value of inputs) message.message(11, valueMessage(value))
  for (const value of outputs) message.message(12, valueMessage(value))
  return message
}

/** A graph as the bytes of an .onnx file. */
export const writeOnnx = (graph: OnnxGraph): Uint8Array =>
  new ProtobufMessage()
    .int(1, 9)
    .text(2, "partita")
    .message(7, graphMessage(graph))
    .message(8, new ProtobufMessage().text(1, "").int(2, 21))
    .finish()
