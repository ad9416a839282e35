/** Just enough of the protocol buffer wire format to write ONNX files. Source: protobuf.dev, "Encoding". */

const wireVarint = 0
const wireBytes = 2
const wireFixed32 = 5

/** A message under construction; every method appends one field. */
export class ProtobufMessage {
  private readonly chunks: Array<Uint8Array> = []

  private varint(value: bigint): void {
    let rest = BigInt.asUintN(64, value)
    const bytes: Array<number> = []
    while (rest > 127n) {
      bytes.push(Number(rest & 127n) | 128)
      rest >>= 7n
    }
    bytes.push(Number(rest))
    this.chunks.push(Uint8Array.from(bytes))
  }

  private tag(field: number, wire: number): void {
    this.varint(BigInt(field * 8 + wire))
  }

  /** int32, int64 or an enum. */
  int(field: number, value: number): this {
    this.tag(field, wireVarint)
    this.varint(BigInt(value))
    return this
  }

  float(field: number, value: number): this {
    this.tag(field, wireFixed32)
    const bytes = new Uint8Array(4)
    new DataView(bytes.buffer).setFloat32(0, value, true)
    this.chunks.push(bytes)
    return this
  }

  bytes(field: number, value: Uint8Array): this {
    this.tag(field, wireBytes)
    this.varint(BigInt(value.length))
    this.chunks.push(value)
    return this
  }

  text(field: number, value: string): this {
    return this.bytes(field, new TextEncoder().encode(value))
  }

  message(field: number, value: ProtobufMessage): this {
    return this.bytes(field, value.finish())
  }

  /** The bytes of all fields so far. */
  finish(): Uint8Array {
    const bytes = new Uint8Array(this.chunks.reduce((sum, { length }) => sum + length, 0))
    let at = 0
    for (const chunk of this.chunks) {
      bytes.set(chunk, at)
      at += chunk.length
    }
    return bytes
  }
}
