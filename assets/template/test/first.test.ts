import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { Rig } from "partita/testing"
import { levelDb } from "../nodes/loudness.ts"

test("a sine of full scale is 3 dB below a square wave", () => {
  const sine = Float32Array.from({ length: 8000 }, (_, i) => Math.sin((2 * Math.PI * i) / 80))

  assert.equal(levelDb(sine).toFixed(2), "-3.01")
})

test("a changed drawing is drawn again, and nothing is measured again", async (t) => {
  const files = ["pipelines/first.ts", "nodes/loudness.ts", "nodes/draw-loudness.ts"]
  const project = new Rig(Object.fromEntries(files.map((file) => [file, readFileSync(file, "utf8")])))
  t.after(() => project[Symbol.dispose]())
  await project.run({ name: "first" })

  project.edit("nodes/draw-loudness.ts", "height: 200", "height: 300")
  const { cached, ran } = await project.run({ name: "first" })

  assert.deepEqual(ran, ["draw-loudness"])
  assert.deepEqual(cached, ["loudness"])
})
