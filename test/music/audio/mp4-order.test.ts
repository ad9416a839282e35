import { readFileSync } from "node:fs"
import { expect, it } from "vitest"
import { decodeAudio } from "../../../src/music/audio/decode.ts"
import { tablesFirst } from "../../../src/music/audio/mp4-order.ts"
import { inMemory, piecesOf } from "../../../src/music/audio/sound-file.ts"

const m4a = readFileSync(new URL("../../golden/audio/formats/sine.m4a", import.meta.url))
const inOrder = (bytes: Uint8Array): Buffer => Buffer.concat([...piecesOf(tablesFirst(inMemory(bytes)), 1000)])

it("an MP4 with its tables in front of its sound plays as the one with them behind", async () => {
  const moved = inOrder(m4a)

  expect(m4a.indexOf("moov")).toBeGreaterThan(m4a.indexOf("mdat"))
  expect(moved.indexOf("moov")).toBeLessThan(moved.indexOf("mdat"))
  expect(await decodeAudio(moved, "moved.m4a")).toEqual(await decodeAudio(m4a, "sine.m4a"))
})

it("one in that order, and what is no MP4, stay as they are", () => {
  const moved = inOrder(m4a)

  expect(inOrder(moved).equals(moved)).toBe(true)
  expect(inOrder(Buffer.from("ftyp, but nothing that follows it")).toString()).toBe("ftyp, but nothing that follows it")
})
