import { describe, expect, it } from "vitest"
import { writeOnnx } from "../../../../src/learn/training/compile/onnx.ts"
import { ProtobufMessage } from "../../../../src/learn/training/compile/protobuf.ts"

const hex = (message: ProtobufMessage): string => Buffer.from(message.finish()).toString("hex")

describe("ProtobufMessage", () => {
  it("writes the examples of the encoding's own documentation", () => {
    expect(hex(new ProtobufMessage().int(1, 150))).toBe("089601")
    expect(hex(new ProtobufMessage().text(2, "testing"))).toBe("120774657374696e67")
    expect(hex(new ProtobufMessage().message(3, new ProtobufMessage().int(1, 150)))).toBe("1a03089601")
  })

  it("writes a negative number as ten bytes of two's complement", () => {
    expect(hex(new ProtobufMessage().int(1, -2))).toBe("08feffffffffffffffff01")
  })

  it("writes floats in little-endian order", () => {
    expect(hex(new ProtobufMessage().float(2, 1))).toBe("150000803f")
  })
})

describe("writeOnnx", () => {
  it("writes a graph that onnxruntime runs, with constants, attributes and a length left open", async () => {
    const { InferenceSession, Tensor } = (await import("onnxruntime-node")).default
    const bytes = writeOnnx({
      nodes: [
        { op: "LeakyRelu", inputs: ["x"], outputs: ["y"], attributes: { alpha: { float: 0.5 } } },
        { op: "Mul", inputs: ["y", "two"], outputs: ["z"], attributes: {} }
      ],
      constants: [{ name: "two", type: "float32", shape: [], data: Float32Array.of(2) }],
      inputs: [{ name: "x", type: "float32", shape: ["rows", 2] }],
      outputs: [{ name: "z", type: "float32", shape: ["rows", 2] }]
    })

    const session = await InferenceSession.create(bytes)
    const { z } = await session.run({ x: new Tensor("float32", Float32Array.of(1, -1, 3, -4), [2, 2]) })
    await session.release()

    expect([...z!.data as Float32Array]).toEqual([2, -1, 6, -4])
  })
})
