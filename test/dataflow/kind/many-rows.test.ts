import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as fs from "node:fs"
import { describe, expect, it } from "vitest"
import { table } from "../../../src/dataflow/kind/table.ts"
import { vectors } from "../../../src/dataflow/kind/vectors.ts"
import { chunksOf, rowFile } from "../../../src/dataflow/store/chunks.ts"
import { readTable } from "../../../src/format/parquet.ts"
import { reopen, tamper, temporaryStore } from "../store/temporary-store.ts"

// what is held against NaN and the like is that they are no results; a column may have them all the same
const Row = Schema.Struct({ id: Schema.String, x: Schema.NullOr(Schema.Number), list: Schema.Array(Schema.Number) })
type Row = typeof Row.Type
const kind = table(Row)
const rows: ReadonlyArray<Row> = Array.from({ length: 6000 }, (_, i) => ({ id: `t${i}`, x: i / 3, list: [i, -i - 1] }))
const with9 = (x: number | null, list: ReadonlyArray<number> = []) => rows.with(9, { id: "t9", x, list })
const run = Effect.runPromise

describe("a table of six thousand rows", () => {
  it.each([
    ["null", with9(null)],
    ["NaN", with9(Number.NaN)],
    ["infinite", with9(-Infinity)],
    ["minus zero", with9(-0, [0, -0])],
    ["zero", with9(0, [-0, 0])],
    ["NaN in a list", with9(0, [Number.NaN])],
    ["as before", rows]
  ])("of which one is %s is read as it was written", async (_, written) => {
    const store = temporaryStore()
    for (const before of [rows, with9(null), with9(0, [0])]) await run(kind.save(store, before))

    const record = await run(kind.save(store, written))

    expect(chunksOf(store, record.digest)!.length).toBeGreaterThan(1)
    expect(await run(kind.open(reopen(store.root), record).rows)).toEqual(written)
  })

  it("is the same artifact in another store, and of rows that come one by one", async () => {
    const one = await run(kind.save(temporaryStore(), rows))
    const other = await run(kind.save(temporaryStore(), rows.values()))

    expect(other).toEqual(one)
    expect(one.summary).toBe("6,000 rows")
  })

  it("names the row that does not fit", async () => {
    const odd = rows.with(5000, { id: "odd", list: [] } as unknown as Row)

    await expect(run(kind.save(temporaryStore(), odd))).rejects.toThrow(/row 5001: column "x" is missing/)
  })

  it("is one file for programs, made of proven chunks alone", async () => {
    const store = temporaryStore()
    const { digest } = await run(kind.save(store, rows))
    const whole = await readTable(await rowFile(store, digest))
    const [first, second] = chunksOf(store, digest)!
    for (const chunk of [first, second]) tamper(store, chunk!.digest)

    expect(whole).toEqual(rows)
    await expect(rowFile(reopen(store.root), digest)).rejects.toThrow(/tampered/)
    expect([first, second].map((chunk) => fs.existsSync(store.objectPath(chunk!.digest)))).toEqual([false, false])
  })
})

describe("vectors that are joined", () => {
  const batch = async (store: ReturnType<typeof temporaryStore>, id: string, names: ReadonlyArray<string>) =>
    run(
      vectors("x").save(store, { ids: [id], names, matrix: { rows: 1, cols: 2, data: Float64Array.of(1, id.length) } })
    )

  it("are read one after another", async () => {
    const store = temporaryStore()
    const parts = [await batch(store, "a", ["x", "y"]), await batch(store, "bb", ["x", "y"])]

    const joined = await run(vectors("x").items.join!(store, parts))

    expect(await run(vectors("x").open(store, joined).load)).toMatchObject({
      ids: ["a", "bb"],
      names: ["x", "y"],
      matrix: { rows: 2, cols: 2, data: Float64Array.of(1, 1, 1, 2) }
    })
    expect(joined.summary).toBe("2 × 2")
  })

  it("must have the same names", async () => {
    const store = temporaryStore()
    const parts = [await batch(store, "a", ["x", "y"]), await batch(store, "b", ["x", "z"])]

    await expect(run(vectors("x").items.join!(store, parts))).rejects.toThrow(/name "z" given, "y" expected/)
  })
})
