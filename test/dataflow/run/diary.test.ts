import { expect, it } from "vitest"
import { joinStretches, makeDiary } from "../../../src/dataflow/run/diary.ts"

const stretch = (core: number, from: number, to: number) => ({ core, from, to })

it("stretches of a core that nearly touch are one, those of other cores and after a pause are not", () => {
  const joined = joinStretches([stretch(1, 0, 5), stretch(0, 100, 200), stretch(0, 0, 50), stretch(0, 55, 90)])

  expect(joined).toEqual([stretch(0, 0, 200), stretch(1, 0, 5)])
  expect(joinStretches([stretch(0, 0, 5), stretch(0, 16, 20)])).toHaveLength(2)
})

it("of many stretches few are kept, and none ends before or after what was held", () => {
  const many = Array.from({ length: 1000 }, (_, i) => stretch(i % 2, 100 * i, 100 * i + 20))

  const joined = joinStretches(many, 10)

  expect(joined.length).toBeLessThanOrEqual(10)
  expect(Math.min(...joined.map(({ from }) => from))).toBe(0)
  expect(Math.max(...joined.map(({ to }) => to))).toBe(99_920)
})

it("a step that was interrupted ends with the last core it held, and one of many reasons keeps their number", () => {
  const diary = makeDiary(1000)
  const reasons = Array.from({ length: 40 }, () => ({ _tag: "Forced" as const }))

  diary.note({ _tag: "NodeStarted", at: 7, node: "a", key: "k", reasons })
  diary.note({ _tag: "NodeStarted", at: 90, node: "a", key: "k", reasons: [] }) // tried once more
  diary.holder("a")({ cores: [0, 2], fromMs: 1010, toMs: 1050 })

  const { a } = diary.executed()
  expect(a).toMatchObject({ from: 10, to: 50, reasonCount: 40, stretches: [stretch(0, 10, 50), stretch(2, 10, 50)] })
  expect(a!.reasons).toHaveLength(12)
})
