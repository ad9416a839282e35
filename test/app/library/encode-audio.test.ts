import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { openEncoder } from "../../../src/app/library/encode-audio.ts"
import { Store } from "../../../src/dataflow/store/store.ts"

const folder = path.join(import.meta.dirname, "..", "..", ".rig", crypto.randomUUID())
let store: Store
beforeAll(() => {
  fs.mkdirSync(folder, { recursive: true })
  store = Store.open(folder, { fsync: false })
})
afterAll(() => {
  store.close()
  fs.rmSync(folder, { recursive: true, force: true })
})

it("asks for a new run where the scaler does not say how it scales", async () => {
  const kept = (kind: string, text: string) => ({
    kind,
    ...store.putBytes(new TextEncoder().encode(text)),
    summary: ""
  })
  const scaler = kept("json", JSON.stringify({ names: ["rms_mean"], mean: [0.1], scale: [0.02] }))
  const trace = {
    model: kept("model", "never read"),
    prepared: { kind: "features", scaler, lacksLyrics: false },
    extract: { profile: "librosa", excerptSec: 30 },
    steps: []
  } as const

  const failure = await Effect.runPromise(Effect.flip(openEncoder(store, "songs", trace)))

  expect(failure).toMatchObject({
    _tag: "CannotAssign",
    message: "How pipeline \"songs\" scales features was written by another version of this program.",
    hint: "pipeline run songs   writes it anew"
  })
})
