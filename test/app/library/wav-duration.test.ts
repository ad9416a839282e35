import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { describe, expect, it } from "vitest"
import { wavDurationSec } from "../../../src/app/library/wav-duration.ts"
import { encodeWav16 } from "../../../src/music/audio/wav.ts"

describe("wavDurationSec", () => {
  it("tells a WAV file's length by its header, and nothing of what is no WAV file", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "durations-"))
    const write = (name: string, bytes: Uint8Array) => {
      fs.writeFileSync(path.join(folder, name), bytes)
      return wavDurationSec(path.join(folder, name))
    }
    const wav = encodeWav16(new Float32Array(11_025), 22_050)

    const told = [
      write("half.wav", wav),
      write("cut.wav", wav.subarray(0, 44 + 11_025)),
      write("half.mp3", wav),
      write("text.wav", Buffer.from("no music")),
      write("empty.wav", new Uint8Array())
    ]

    fs.rmSync(folder, { recursive: true })
    expect(told).toEqual([0.5, 0.25, null, null, null])
  })
})
