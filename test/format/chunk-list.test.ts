import { describe, expect, it } from "vitest"
import { cutRows, readChunkList, writeChunkList } from "../../src/format/chunk-list.ts"
import { digestOf } from "../../src/format/digest.ts"

const checksumOf = (row: string): number => Number.parseInt(digestOf(row).slice(0, 8), 16)
const cut = (rows: ReadonlyArray<string>) => [...cutRows(rows, checksumOf)]
const rowsOf = (count: number) => Array.from({ length: count }, (_, i) => `row ${i}`)
const changed = (before: ReadonlyArray<string>, after: ReadonlyArray<string>): number => {
  const known = new Set(cut(before).map(({ rows }) => rows.join()))
  return cut(after).filter(({ rows }) => !known.has(rows.join())).length
}

describe("rows that are cut into chunks", () => {
  const many = rowsOf(50_000)

  it("are all there, in their order, in chunks of 512 to 8,192", () => {
    const chunks = cut(many)
    const lengths = chunks.map(({ rows }) => rows.length)

    expect(chunks.flatMap(({ rows }) => rows)).toEqual(many)
    expect([Math.min(...lengths.slice(0, -1)) >= 512, Math.max(...lengths) <= 8192]).toEqual([true, true])
    expect(chunks.some(({ isAll }) => isAll)).toBe(false)
  })

  it.each([0, 1, 4096])("are one chunk where they are %i", (count) => {
    expect(cut(rowsOf(count))).toEqual([{ rows: rowsOf(count), isAll: true }])
  })

  it.each([0, 1, 511, 4096, 25_000, 49_999])("change two chunks at most by a row more or less at %i", (at) => {
    const isFew = (count: number) => count >= 1 && count <= 2

    expect(isFew(changed(many, many.toSpliced(at, 0, "one more")))).toBe(true)
    expect(isFew(changed(many, many.toSpliced(at, 1, "another")))).toBe(true)
    expect(changed(many, many.toSpliced(at, 1))).toBeLessThanOrEqual(2)
  })

  it("that all look alike are cut all the same", () => {
    const lengths = [...cutRows(Array.from({ length: 20_000 }, () => "same"), () => 1)].map(({ rows }) => rows.length)

    expect(lengths).toEqual([8192, 8192, 3616])
  })
})

describe("a list of chunks", () => {
  const chunks = [{ digest: "a".repeat(64), rows: 3, sizeBytes: 10 }, { digest: "b".repeat(64), rows: 0, sizeBytes: 7 }]

  it("is read as it was written", () => {
    expect(readChunkList(writeChunkList(chunks))).toEqual(chunks)
  })

  it.each([
    "{",
    "{}",
    "null",
    `{"chunks":[["../../etc/passwd",1,1]]}`,
    `{"chunks":[["${"a".repeat(64)}",-1,1]]}`,
    `{"chunks":[["${"a".repeat(64)}",1.5,1]]}`,
    `{"chunks":[{}]}`
  ])("that is %s is refused", (text) => {
    expect(() => readChunkList(new TextEncoder().encode(text))).toThrow(
      expect.objectContaining({ _tag: "ChunkListRefused" })
    )
  })
})
