import * as fs from "node:fs"
import * as path from "node:path"
import { expect, it } from "vitest"
import { normalQuantile } from "../../src/math/normal-quantile.ts"

const file = path.join(import.meta.dirname, "..", "golden", "scaling", "scaling.json")
const golden = JSON.parse(fs.readFileSync(file, "utf8")) as { "normal quantiles": ReadonlyArray<[number, number]> }

it.each(golden["normal quantiles"])("a share of %d ends where SciPy says", (share, expected) => {
  expect(Math.abs(normalQuantile(share) - expected)).toBeLessThanOrEqual(4e-15 * Math.max(1, Math.abs(expected)))
})

it("no share at all lies below minus infinity, and more than all below nothing", () => {
  expect(normalQuantile(0)).toBe(-Infinity)
  expect(normalQuantile(1)).toBe(Infinity)
  expect(normalQuantile(1.1)).toBeNaN()
})
