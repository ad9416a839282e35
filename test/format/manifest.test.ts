import { describe, expect, it } from "vitest"
import { bytesOfEntry, readManifest, writeManifest } from "../../src/format/manifest.ts"

const digest = "a".repeat(64)

const bytesOf = (rows: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(rows))

const refusal = expect.objectContaining({ _tag: "ManifestRefused", hint: expect.any(String) })

it("a manifest comes back as it was written, whatever its names spell", () => {
  const names = ["..a", "__proto__", "a b/c", "a/..b", "constructor", "é%e9\n"]
  const manifest = { entries: names.map((path) => ({ path, digest, sizeBytes: 1 })) }

  expect(readManifest(writeManifest(manifest))).toEqual(manifest)
})

it("a file may be called by what is in it: the digest of its bytes comes back beside", () => {
  const entry = { path: "a.mp3", digest: "b".repeat(64), sizeBytes: 9, bytes: digest }

  expect(readManifest(writeManifest({ entries: [entry] }))).toEqual({ entries: [entry] })
  expect([bytesOfEntry(entry), bytesOfEntry({ path: "a", digest, sizeBytes: 1 })]).toEqual([digest, digest])
  expect(() => readManifest(bytesOf([["a", digest, 1, "short"]]))).toThrow(refusal)
})

describe.each([
  ["leads upwards", ["../a"]],
  ["leads upwards in the middle", ["a/../../b"]],
  ["is the folder above", [".."]],
  ["is absolute", ["/etc/passwd"]],
  ["is empty", [""]],
  ["is the folder itself", ["."]],
  ["passes through the folder itself", ["a/./b"]],
  ["has an empty part", ["a//b"]],
  ["ends as a folder", ["a/"]],
  ["holds a NUL", ["a\0.html"]],
  ["is listed twice", ["a", "b", "a"]],
  ["lies below another", ["a", "a/b/c"]],
  ["lies above another", ["a/b/c", "a/b"]]
])("a path that %s", (_, paths) => {
  it("is refused when it is read", () => {
    expect(() => readManifest(bytesOf(paths.map((path) => [path, digest, 1])))).toThrow(refusal)
  })

  it("is refused when it is written", () => {
    expect(() => writeManifest({ entries: paths.map((path) => ({ path, digest, sizeBytes: 1 })) })).toThrow(refusal)
  })
})

it.each([
  [null],
  [{}],
  ["text"],
  [[1]],
  [[["a"]]],
  [[["a", "../../../etc/passwd", 1]]],
  [[["a", digest, "1"]]],
  [[["a", digest, -1]]],
  [[["a", digest, 1e300]]]
])("what is no list of files is refused: %j", (rows) => {
  expect(() => readManifest(bytesOf(rows))).toThrow(refusal)
})

it("torn bytes are refused", () => {
  expect(() => readManifest(bytesOf([["a", digest, 1]]).subarray(0, 20))).toThrow(refusal)
})
