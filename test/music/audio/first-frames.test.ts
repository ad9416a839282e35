import { describe, expect, it } from "vitest"
import { row } from "../../../src/math/matrix.ts"
import { firstLogMel, firstMfcc } from "../../../src/music/audio/first-frames.ts"
import { librosaFeatures } from "../../../src/music/audio/librosa-features.ts"
import { frameCount } from "../../../src/music/audio/profile.ts"
import { corpusTrack, renderTrack } from "../../../src/music/corpus/corpus.ts"

describe("the beginning of a clip", () => {
  const clip = renderTrack(corpusTrack(3, 0), 2) // 87 frames

  it("has the coefficients of the whole clip's first frames, and zeros behind its end", () => {
    const { mfcc } = librosaFeatures(clip)

    const picture = firstMfcc(clip, 130)

    const rowOf = (k: number) => picture.subarray(k * 130, (k + 1) * 130)
    expect(mfcc.cols).toBeLessThan(130)
    expect(rowOf(3).subarray(0, mfcc.cols)).toEqual(Float32Array.from(row(mfcc, 3)))
    expect(rowOf(3).subarray(mfcc.cols).every((value) => value === 0)).toBe(true)
  })

  it("has natural logarithms of mel power that do not depend on what follows", () => {
    const whole = firstLogMel(clip, 60)

    expect(firstLogMel(clip.subarray(0, 64 * 512), 60)).toEqual(whole)
    const level = librosaFeatures(clip).logMel.data[20 * frameCount(clip.length) + 30]! // dB, band 20, frame 30
    expect(whole[20 * 60 + 30]).toBeCloseTo(level * Math.LN10 / 10, 4)
  })
})
