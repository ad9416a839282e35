/** Collects operations into an ONNX graph: shares equal ones, cancels reshapes and transposes, drops what nobody uses. */
import type { Attribute, OnnxConstant, OnnxGraph, OnnxNode, OnnxType, OnnxValue } from "./onnx.ts"

/** A tensor that will exist when the graph runs. `source` is the operation it comes from, if it was built here. */
export interface Value {
  readonly name: string
  readonly shape: ReadonlyArray<number>
  readonly type: OnnxType
  readonly source?: {
    readonly op: string
    readonly inputs: ReadonlyArray<Value>
    readonly attributes: Readonly<Record<string, Attribute>>
  }
}

const isSame = (a: ReadonlyArray<number>, b: ReadonlyArray<number>): boolean =>
  a.length === b.length && a.every((length, i) => length === b[i])

/** The axis order of a value that comes from a transpose. */
const orderOf = ({ source }: Value): ReadonlyArray<number> | undefined =>
  source?.op === "Transpose" ? source.attributes["perm"] as ReadonlyArray<number> : undefined

const inverse = (order: ReadonlyArray<number>): ReadonlyArray<number> => order.map((_, axis) => order.indexOf(axis))

/** What makes two operations the same. */
const keyOf = (op: string, inputs: ReadonlyArray<Value>, attributes: Readonly<Record<string, Attribute>>): string =>
  JSON.stringify([op, inputs.map(({ name }) => name), attributes])

/** A graph under construction. */
export class GraphBuilder {
  private readonly inputs: Array<OnnxValue> = []
  private readonly nodes: Array<OnnxNode> = []
  private readonly constants = new Map<string, OnnxConstant>()
  private readonly data = new Map<string, OnnxConstant["data"]>()
  private readonly known = new Map<string, ReadonlyArray<Value>>()
  private count = 0

  private nextName(): string {
    return `v${this.count++}`
  }

  input(name: string, shape: ReadonlyArray<number>): Value {
    this.inputs.push({ name, shape, type: "float32" })
    return { name, shape, type: "float32" }
  }

  /** Adds an operation with several results, or finds the equal one already there. */
  emitMany(
    op: string,
    inputs: ReadonlyArray<Value>,
    attributes: Readonly<Record<string, Attribute>>,
    results: ReadonlyArray<{ readonly shape: ReadonlyArray<number>; readonly type: OnnxType }>
  ): ReadonlyArray<Value> {
    const key = keyOf(op, inputs, attributes)
    const known = this.known.get(key)
    if (known !== undefined) return known
    const values = results.map((result) => ({ ...result, name: this.nextName(), source: { op, inputs, attributes } }))
    const names = inputs.map(({ name }) => name)
    this.nodes.push({ op, inputs: names, outputs: values.map(({ name }) => name), attributes })
    this.known.set(key, values)
    return values
  }

  /** The first result of an operation without attributes, if it is there. */
  find(op: string, inputs: ReadonlyArray<Value>): Value | undefined {
    return this.known.get(keyOf(op, inputs, {}))?.[0]
  }

  /** Adds an operation with one result; its type is the first input's unless stated. */
  emit(
    op: string,
    inputs: ReadonlyArray<Value>,
    shape: ReadonlyArray<number>,
    attributes: Readonly<Record<string, Attribute>> = {},
    type: OnnxType = inputs[0]!.type
  ): Value {
    return this.emitMany(op, inputs, attributes, [{ shape, type }])[0]!
  }

  constant(data: OnnxConstant["data"], shape: ReadonlyArray<number>, type: OnnxType): Value {
    if (data.length > 1 && type === "float32" && data.every((value: number | bigint) => value === data[0])) {
      return this.expand(this.float(Number(data[0])), shape) // repeated, it broadcasts
    }
    const isSmall = data.length <= 64
    const bytes = Buffer.from(data.buffer, data.byteOffset, isSmall ? data.byteLength : 0)
    const key = `${type} ${shape.join(",")} ${bytes.toString("hex")}`
    const found = isSmall ? this.constants.get(key) : undefined
    if (found !== undefined) return { name: found.name, shape, type }
    const name = this.nextName()
    this.constants.set(isSmall ? key : name, { name, shape, type, data })
    this.data.set(name, data)
    return { name, shape, type }
  }

  float(value: number): Value {
    return this.constant(Float32Array.of(value), [], "float32")
  }

  /** Whether a value, repeated or not, is one known number. */
  isNumber(value: Value, number: number): boolean {
    const { name, shape } = this.unexpanded(value)
    return shape.length === 0 && this.data.get(name)?.[0] === number
  }

  /** A list of integers, as operations take shapes, axes and bounds. */
  integers(values: ReadonlyArray<number>): Value {
    return this.constant(BigInt64Array.from(values, BigInt), [values.length], "int64")
  }

  reshape(value: Value, shape: ReadonlyArray<number>): Value {
    const origin = value.source?.op === "Reshape" ? value.source.inputs[0]! : value
    if (isSame(origin.shape, shape)) return origin
    const known = this.data.get(origin.name)
    if (known !== undefined) return this.constant(known, shape, origin.type)
    return this.emit("Reshape", [origin, this.integers(shape)], shape)
  }

  transpose(value: Value, order: ReadonlyArray<number>): Value {
    if (value.source?.op === "Transpose") {
      const before = value.source.attributes["perm"] as ReadonlyArray<number>
      return this.transpose(value.source.inputs[0]!, order.map((axis) => before[axis]!))
    }
    const moving = order.filter((axis) => value.shape[axis] !== 1)
    const shape = order.map((axis) => value.shape[axis]!)
    if (moving.every((axis, i) => i === 0 || moving[i - 1]! < axis)) return this.reshape(value, shape)
    return this.emit("Transpose", [value], shape, { perm: order })
  }

  /** An operation on each number. It is done before a transpose rather than after, where the transpose may cancel. */
  map(op: string, value: Value, attributes: Readonly<Record<string, Attribute>> = {}, type?: OnnxType): Value {
    const { inner, order } = this.beforeTranspose(value)
    const found = this.emit(op, [inner], inner.shape, attributes, type)
    return order === undefined ? found : this.transpose(found, order)
  }

  /** An operation on numbers in step, also done before a transpose that the operands share or that one has. */
  combine(op: string, operands: ReadonlyArray<Value>, shape: ReadonlyArray<number>, type?: OnnxType): Value {
    const order = operands.map(orderOf).find((found) => found !== undefined)
    if (order === undefined) return this.emit(op, operands, shape, {}, type)
    const inner = operands.map((operand) => this.untransposed(operand, order))
    if (inner.includes(undefined)) return this.emit(op, operands, shape, {}, type)
    const found = this.emit(op, inner as Array<Value>, inverse(order).map((axis) => shape[axis]!), {}, type)
    return this.transpose(found, order)
  }

  /** What `value` is before a transpose by `order`; undefined when finding that would take another transpose. */
  private untransposed(value: Value, order: ReadonlyArray<number>): Value | undefined {
    if (value.shape.length === 0) return value
    if (value.shape.length > order.length) return undefined
    const own = orderOf(value)
    if (own !== undefined) return isSame(own, order) ? value.source!.inputs[0]! : undefined
    const pad = (shape: ReadonlyArray<number>) => [...Array<number>(order.length - shape.length).fill(1), ...shape]
    const permute = (shape: ReadonlyArray<number>) => inverse(order).map((axis) => pad(shape)[axis]!)
    const once = this.unexpanded(value)
    if (once.shape.filter((length) => length !== 1).length > 1) return undefined
    return this.expand(this.reshape(once, permute(once.shape)), permute(value.shape))
  }

  /** The value that a transpose rearranges, and by which order; the value itself and undefined when there is none. */
  beforeTranspose(value: Value): { readonly inner: Value; readonly order: ReadonlyArray<number> | undefined } {
    const order = orderOf(value)
    return { inner: order === undefined ? value : value.source!.inputs[0]!, order }
  }

  /** `value` repeated to `shape` along axes of length 1. */
  expand(value: Value, shape: ReadonlyArray<number>): Value {
    const origin = this.unexpanded(value)
    if (isSame(origin.shape, shape)) return origin
    return this.emit("Expand", [origin, this.integers(shape)], shape)
  }

  /** The smallest value that broadcasts to this one: what an Expand repeats. */
  unexpanded(value: Value): Value {
    return value.source?.op === "Expand" ? value.source.inputs[0]! : value
  }

  /** The graph that yields `outputs` under their names, without operations that nothing depends on. */
  finish(outputs: Readonly<Record<string, Value>>): OnnxGraph {
    const needed = new Set(Object.values(outputs).map(({ name }) => name))
    const kept: Array<OnnxNode> = []
    for (const node of this.nodes.toReversed()) {
      if (!node.outputs.some((name) => needed.has(name))) continue
      for (const input of node.inputs) needed.add(input)
      kept.unshift(node)
    }
    // an operation takes the name of its output; a value asked for twice, or not computed here, is copied
    const computed = new Set(kept.flatMap((node) => node.outputs))
    const finalNames = new Map<string, string>()
    const copies: Array<OnnxNode> = []
    for (const [name, value] of Object.entries(outputs)) {
      if (computed.has(value.name) && !finalNames.has(value.name)) finalNames.set(value.name, name)
      else copies.push({ op: "Identity", inputs: [value.name], outputs: [name], attributes: {} })
    }
    const final = (name: string): string => finalNames.get(name) ?? name
    return {
      nodes: [...kept, ...copies].map((node) => ({
        ...node,
        inputs: node.inputs.map(final),
        outputs: node.outputs.map(final)
      })),
      constants: [...this.constants.values()].filter(({ name }) => needed.has(name)),
      inputs: this.inputs,
      outputs: Object.entries(outputs).map(([name, { shape, type }]) => ({ name, shape, type }))
    }
  }
}

/** Shape of two operands under numpy broadcasting. */
export const broadcastShape = (a: ReadonlyArray<number>, b: ReadonlyArray<number>): ReadonlyArray<number> => {
  const rank = Math.max(a.length, b.length)
  return Array.from({ length: rank }, (_, i) => {
    const left = a[i - rank + a.length] ?? 1
    const right = b[i - rank + b.length] ?? 1
    return left === 1 ? right : left
  })
}
