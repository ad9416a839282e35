import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { expect, it, onTestFinished } from "vitest"
import { removeOldBundles } from "../../../src/dataflow/code/old-bundles.ts"
import { chain, Rig } from "../rig.ts"

it("bundles that are old and that no pipeline is run from are removed, others stay", async () => {
  using rig = new Rig(chain)
  const bundleRoot = fs.mkdtempSync(path.join(os.tmpdir(), "partita-bundles-"))
  onTestFinished(() => fs.rmSync(bundleRoot, { recursive: true }))
  const loaded = await rig.load("p")
  const used = path.dirname(loaded.compiled.code.entry)
  const [old, fresh] = ["a".repeat(24), "b".repeat(24)]
  fs.cpSync(used, path.join(bundleRoot, path.basename(used)), { recursive: true })
  for (const name of [old, fresh, "programs"]) fs.mkdirSync(path.join(bundleRoot, name))
  fs.writeFileSync(path.join(bundleRoot, old, "pipeline.js"), "12345")
  const nowMs = fs.statSync(path.join(bundleRoot, fresh)).mtimeMs + 1000
  for (const name of [old, path.basename(used), "programs"]) {
    fs.utimesSync(path.join(bundleRoot, name), new Date(0), new Date(nowMs - 48 * 3600_000))
  }
  const project = { ...rig.project, bundleRoot }

  const dry = removeOldBundles(project, rig.store(), { isDryRun: true, nowMs })
  const there = fs.readdirSync(bundleRoot).length
  const real = removeOldBundles(project, rig.store(), { isDryRun: false, nowMs })

  expect(dry).toEqual({ bundles: 1, bundleBytes: 5 })
  expect([there, real]).toEqual([4, dry])
  expect(fs.readdirSync(bundleRoot).sort()).toEqual([fresh, path.basename(used), "programs"].sort())
})
