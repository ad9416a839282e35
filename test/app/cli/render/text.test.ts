import { describe, expect, it } from "vitest"
import { displayWidth, truncateDisplay } from "../../../../src/app/cli/render/display-width.ts"
import { formatAbout, formatAgo, formatDuration } from "../../../../src/app/cli/render/duration.ts"
import { formatChange, formatMetric } from "../../../../src/app/cli/render/format-number.ts"
import { sparkline } from "../../../../src/app/cli/render/sparkline.ts"
import { makeStyle } from "../../../../src/app/cli/render/style.ts"
import { printed } from "../../../../src/app/cli/render/terminal-text.ts"

const red = makeStyle(true).bad

describe("widths", () => {
  it("count CJK as two columns and combining signs as none", () => {
    expect([
      displayWidth("mel"),
      displayWidth("音楽"),
      displayWidth("e\u0301"),
      displayWidth(red("red"))
    ])
      .toEqual([3, 4, 1, 3])
  })

  it("count a Bangla syllable by what it shows, not by its code points", () => {
    expect(displayWidth("গান")).toBe(2)
  })

  it("cut before a wide character that would not fit, and close colours", () => {
    expect(truncateDisplay("ab音楽", 4)).toBe("ab…")
    expect(printed(truncateDisplay(red("abcdef"), 4))).toBe("\u001b[31mabc…\u001b[0m")
  })
})

describe("durations", () => {
  it("use two units at most", () => {
    expect([0, 180, 9_960, 41_000, 211_350, 3_599_600, 3_840_000].map(formatDuration))
      .toEqual(["0.0s", "0.2s", "10s", "41s", "3m31s", "1h00m", "1h04m"])
  })

  it("are one unit as estimates and ages", () => {
    expect([660_000, 30_000, 7_200_000].map(formatAbout)).toEqual(["11m", "30s", "2.0h"])
    expect([3 * 86_400_000, 3_700_000, 5000].map(formatAgo)).toEqual(["3 days ago", "1 hour ago", "just now"])
  })
})

describe("numbers", () => {
  it("show a change as precisely as the value", () => {
    expect([formatChange(93.6, 90.5), formatChange(0.271, 0.312), formatChange(0.31201, 0.312)]).toEqual([
      "−3.1",
      "+0.041",
      "="
    ])
  })

  it("never show a negative zero", () => {
    expect([formatMetric(-0.0001), formatMetric(-0.5), formatMetric(1696.37)]).toEqual(["0.000", "−0.500", "1,696"])
  })
})

describe("sparklines", () => {
  it("run from the lowest to the highest value and leave out NaN", () => {
    expect(sparkline([0, Number.NaN, 7, 3], 16)).toBe("▁█▄")
  })

  it("show the whole curve in the given width", () => {
    expect(sparkline([8, 8, 4, 4, 1, 1], 3)).toBe("█▄▁")
  })

  it("are flat for a constant", () => {
    expect(sparkline([5, 5, 5], 8)).toBe("▁▁▁")
  })
})
