import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { afterEach, beforeEach, expect, it } from "vitest"
import { cloneFault } from "../../../src/app/cli/clone-build.ts"

let clone = ""
beforeEach(() => void (clone = fs.mkdtempSync(path.join(os.tmpdir(), "clone-"))))
afterEach(() => fs.rmSync(clone, { recursive: true }))

const write = (file: string, atSec: number): void => {
  const full = path.join(clone, file)
  fs.mkdirSync(path.dirname(full), { recursive: true })
  fs.writeFileSync(full, "")
  fs.utimesSync(full, atSec, atSec)
}

it("a clone is missing what projects import until it is built, and is older once a source was changed", () => {
  write("scripts/build-package.mjs", 100)
  write("src/dataflow/dsl/node.ts", 100)
  write("dist/cli/pipeline.js", 900)
  const before = cloneFault(clone)
  write("dist/src/dataflow/index.js", 500)
  const built = cloneFault(clone)
  write("nodes/train/vae.ts", 600)

  expect([before, built, cloneFault(clone)]).toEqual(["missing", undefined, "older"])
})

it("a package is no clone", () => {
  write("bin/pipeline.js", 100)

  expect(cloneFault(clone)).toBeUndefined()
})
