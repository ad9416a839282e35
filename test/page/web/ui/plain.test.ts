import { describe, expect, it } from "vitest"
import { fragmentOf, placeOf } from "../../../../src/page/web/ui/place.ts"
import { ageText, changeText, durationText, numberText, sizeText } from "../../../../src/page/web/ui/words.ts"

describe("a place", () => {
  it.each([["run", "a/b#?c%"], ["artifact", "x", "train.h i/…<b>"], ["../..", "é"]])(
    "%s is found again",
    (...parts) => {
      const fragment = fragmentOf(parts, { q: "a&b=c #%" })

      expect(placeOf(fragment).parts).toEqual(parts)
      expect(placeOf(fragment).query.get("q")).toBe("a&b=c #%")
    }
  )

  it("that nobody has named is the runs, and one typed wrongly is still one", () => {
    expect(placeOf("").parts).toEqual(["runs"])
    expect(placeOf("#/run/%E0%A4%A").parts).toEqual(["run", "%E0%A4%A"])
  })
})

describe("numbers", () => {
  it.each([
    [0, "0"],
    [8, "8"],
    [0.47, "0.470"],
    [-0.0123, "−0.012"],
    [-0.00001, "−1.0e-5"],
    [25.04, "25.0"],
    [9108.4, "9,108"],
    [12345678, "1.2e+7"]
  ])("%d is %s", (value, text) => expect(numberText(value)).toBe(text))

  it("that change too little to be seen do not change", () => {
    expect([changeText(0.5, 0.7), changeText(0.7, 0.5), changeText(1, 1)]).toEqual(["+0.200", "−0.200", "="])
  })

  it("of time and bytes have their unit", () => {
    expect([400, 59_400, 84_000, 7_500_000].map(durationText)).toEqual(["0.4s", "59s", "1m24s", "2h05m"])
    expect([10_000, 300_000, 7_200_000, 200_000_000].map(ageText)).toEqual(["just now", "5m ago", "2h ago", "2d ago"])
    expect([831, 4100, 23_500_000].map(sizeText)).toEqual(["831 B", "4.10 kB", "23.5 MB"])
  })
})
