import { describe, expect, it } from "vitest"
import { BadAudio } from "../../../src/music/audio/bad-audio.ts"
import { decodeWav, encodeWav16 } from "../../../src/music/audio/wav.ts"
import { chunk, format, int16, wav } from "./wav-bytes.ts"

const samplesOf = (bytes: Uint8Array): Array<Array<number>> =>
  decodeWav(bytes, "x.wav").channels.map((channel) => [...channel])
const half = 0x4000
const pcm16 = chunk("fmt ", format(1, 1, 16))

const reasonOf = (bytes: Uint8Array): string => {
  try {
    decodeWav(bytes, "x.wav")
    return "accepted"
  } catch (error) {
    return error instanceof BadAudio ? error.reason : String(error)
  }
}

describe("decodeWav", () => {
  it("reads 8-bit PCM as unsigned around 128", () => {
    const bytes = wav(chunk("fmt ", format(1, 1, 8)), chunk("data", [0, 128, 192, 255]))

    expect(samplesOf(bytes)).toEqual([[-1, 0, 0.5, 127 / 128]])
  })

  it("reads 16, 24 and 32-bit PCM and 32 and 64-bit float to the same samples", () => {
    const f32 = Buffer.alloc(8)
    f32.writeFloatLE(0.5, 0)
    f32.writeFloatLE(-0.25, 4)
    const f64 = Buffer.alloc(16)
    f64.writeDoubleLE(0.5, 0)
    f64.writeDoubleLE(-0.25, 8)
    const files = [
      wav(pcm16, chunk("data", int16(half, -half / 2))),
      wav(chunk("fmt ", format(1, 1, 24)), chunk("data", [0, 0, 0x40, 0, 0, 0xe0])),
      wav(chunk("fmt ", format(1, 1, 32)), chunk("data", [0, 0, 0, 0x40, 0, 0, 0, 0xe0])),
      wav(chunk("fmt ", format(3, 1, 32)), chunk("data", [...f32])),
      wav(chunk("fmt ", format(3, 1, 64)), chunk("data", [...f64]))
    ]

    expect(files.map(samplesOf)).toEqual(files.map(() => [[0.5, -0.25]]))
  })

  it("reads µ-law and A-law by the code points of ITU-T G.711", () => {
    const muLaw = wav(chunk("fmt ", format(7, 1, 8)), chunk("data", [0x00, 0x80, 0xff, 0x7f, 0xf0]))
    const aLaw = wav(chunk("fmt ", format(6, 1, 8)), chunk("data", [0x2a, 0xaa, 0xd5, 0x55]))

    expect(samplesOf(muLaw)).toEqual([[-8031 / 8192, 8031 / 8192, 0, -0, 30 / 8192]])
    expect(samplesOf(aLaw)).toEqual([[-4032 / 4096, 4032 / 4096, 1 / 4096, -1 / 4096]])
  })

  it("reads WAVE_FORMAT_EXTENSIBLE by its sub-format", () => {
    const extension = [22, 0, 16, 0, 4, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71]

    const bytes = wav(chunk("fmt ", [...format(0xfffe, 1, 16), ...extension]), chunk("data", int16(half)))

    expect(samplesOf(bytes)).toEqual([[0.5]])
  })

  it("separates interleaved channels", () => {
    const bytes = wav(chunk("fmt ", format(1, 2, 16)), chunk("data", int16(half, 0, 0, half)))

    expect(samplesOf(bytes)).toEqual([[0.5, 0], [0, 0.5]])
  })

  it("steps over unknown chunks of odd size, padded or not", () => {
    const padded = wav(chunk("junk", [1, 2, 3]), pcm16, chunk("LIST", [9]), chunk("data", int16(half)))
    const unpadded = wav(chunk("junk", [1, 2, 3], { pad: false }), pcm16, chunk("data", int16(half)))

    expect(samplesOf(padded)).toEqual([[0.5]])
    expect(samplesOf(unpadded)).toEqual([[0.5]])
  })

  it("reads what is there of a data chunk that was cut short", () => {
    expect(samplesOf(wav(pcm16, chunk("data", [...int16(half, half), 7], { size: 1000, pad: false })))).toEqual([[
      0.5,
      0.5
    ]])
  })

  it("reads to the end when the data size is 0xFFFFFFFF", () => {
    expect(samplesOf(wav(pcm16, chunk("data", int16(half, half), { size: 0xffffffff })))).toEqual([[0.5, 0.5]])
  })

  it("refuses a file cut inside its header, before its data, and in front of its first sample", () => {
    expect(reasonOf(wav(pcm16).subarray(0, 20))).toBe("truncated")
    expect(reasonOf(wav(pcm16))).toBe("truncated")
    expect(reasonOf(wav(pcm16, chunk("data", [], { size: 1000 })))).toBe("truncated")
  })

  it("refuses no channels, and a codec it does not know", () => {
    expect(reasonOf(wav(chunk("fmt ", format(1, 0, 16)), chunk("data", int16(1))))).toBe("no-channels")
    expect(reasonOf(wav(chunk("fmt ", format(2, 1, 4)), chunk("data", int16(1))))).toBe("unsupported")
  })
})

describe("encodeWav16", () => {
  it("is read back exactly where the samples are 16-bit steps, and clipped at full scale", () => {
    const samples = Float32Array.of(0, 0.5, -0.25, -1, 2, -2, 1 / 32768)

    const back = samplesOf(encodeWav16(samples, 22050))

    expect(back).toEqual([[0, 0.5, -0.25, -1, 32767 / 32768, -1, 1 / 32768]])
  })

  it("keeps the sample rate, and refuses NaN", () => {
    expect(decodeWav(encodeWav16(new Float32Array(3), 11025), "x.wav").sampleRateHz).toBe(11025)
    expect(() => encodeWav16(Float32Array.of(NaN), 22050)).toThrow(RangeError)
  })
})
