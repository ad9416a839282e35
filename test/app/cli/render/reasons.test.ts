import { describe, expect, it } from "vitest"
import { reasonClause, reasonLines, reasonsInShort } from "../../../../src/app/cli/render/reasons.ts"

describe("reasons", () => {
  it("line up what changed and how", () => {
    expect(reasonLines([
      { _tag: "CodeChanged", file: "src/music/audio/mel.ts", symbol: "melFilterBank", before: "88d1", after: "3c07" },
      { _tag: "ParamChanged", path: "params.beta", from: "4", to: "10" },
      { _tag: "ItemsChanged", noun: "track", added: 3, removed: 1, edited: 0 },
      { _tag: "OutputLost", output: "weights", how: "tampered" }
    ])).toEqual([
      "src/music/audio/mel.ts   melFilterBank   (hash 88d1 → 3c07)",
      "params.beta              4 → 10",
      "3 tracks added, 1 removed",
      "output weights           was altered in the cache"
    ])
  })

  it("speak of one track in the singular", () => {
    expect(reasonsInShort([{ _tag: "ItemsChanged", noun: "track", added: 1, removed: 0, edited: 0 }])).toBe(
      "1 track added"
    )
  })

  it("are cut to the first and a count", () => {
    expect(reasonsInShort([
      { _tag: "InputChanged", input: "weights", from: "1234567" },
      { _tag: "Forced" },
      { _tag: "NeverRan" }
    ])).toBe("input changed: weights, and 2 more")
  })

  it("name each kind of cause once", () => {
    expect(reasonClause([
      { _tag: "ParamChanged", path: "params.a", from: "1", to: "2" },
      { _tag: "ParamChanged", path: "params.b", from: "1", to: "2" },
      { _tag: "SeedChanged", from: "1", to: "2" }
    ])).toBe("its parameters changed and its seed changed")
  })
})
