import { readFileSync } from "node:fs"
import { expect, it } from "vitest"
import { decodeAudio } from "../../src/music/audio/decode.ts"
import { needProgram, programs } from "./programs.ts"

it.each([
  ["sine.m4a", 22050],
  ["sine.webm", 48000]
])("ffmpeg decodes %s at its own rate, where it is named", async (name, sampleRateHz) => {
  const bytes = readFileSync(new URL(`../golden/audio/formats/${name}`, import.meta.url))

  const { channels, sampleRateHz: heard } = await decodeAudio(bytes, name, needProgram(programs.ffmpeg))
  const samples = channels[0]!.subarray(2000, 20_000)
  const crossings = samples.reduce((sum, value, i) => sum + Number(i > 0 && samples[i - 1]! < 0 && value >= 0), 0)

  expect([heard, channels.length]).toEqual([sampleRateHz, 1])
  expect(Math.abs(crossings * heard / samples.length - 440)).toBeLessThan(4)
})
