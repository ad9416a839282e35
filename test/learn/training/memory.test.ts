import * as path from "node:path"
import { expect, it } from "vitest"
import { writeTensorFile } from "../../../src/format/npy-file.ts"
import { temporaryFolder } from "../../dataflow/store/temporary-store.ts"
import { runTraining } from "./run-training.ts"

const megabyte = 2 ** 20

/** What a process said of its memory while it trained, in MB. */
const memoryOf = async (...args: ReadonlyArray<string>) => {
  const child = runTraining(...args)
  const { errors } = await child.ended
  expect(errors).toBe("")
  return child.lines.filter((line) => line.startsWith("memory")).map((line) => {
    const { arrayBuffers, heapUsed, rss } = JSON.parse(line.slice("memory ".length)) as Record<string, number>
    return { arrayBuffers: arrayBuffers! / megabyte, heapUsed: heapUsed! / megabyte, rss: rss! / megabyte }
  })
}

it("a training holds no more memory after 110 epochs than after 10", async () => {
  const [early, middle, late] = await memoryOf("remember")

  expect(late!.arrayBuffers - early!.arrayBuffers).toBeLessThan(0.1)
  expect(late!.heapUsed - early!.heapUsed).toBeLessThan(1)
  // one copy of the state per epoch would be 20 each time; the system's allocator takes some once
  expect(Math.min(middle!.rss - early!.rss, late!.rss - middle!.rss)).toBeLessThan(10)
}, 60_000)

it("a training on a file of 64 MB keeps a few blocks of it in memory", async () => {
  const file = path.join(temporaryFolder(), "big.npy")
  const rows = 4096
  const row = Float32Array.from({ length: 4096 }, (_, i) => Math.sin(i))
  writeTensorFile(file, [rows, 64, 64], Array<Float32Array>(rows).fill(row))

  const found = await memoryOf("stream", file, "64")

  expect(found).toHaveLength(2)
  expect(Math.max(...found.map(({ arrayBuffers }) => arrayBuffers))).toBeLessThan(16) // 4 blocks of 1 MB, and batches
}, 60_000)
