import { execFileSync } from "node:child_process"
import * as path from "node:path"
import { expect, it } from "vitest"

const root = path.join(import.meta.dirname, "../../..")

it("the committed dvc.yaml is what the pipelines export", () => {
  const answer = execFileSync(process.execPath, ["bin/pipeline.js", "export", "dvc", "--check"], {
    cwd: root,
    encoding: "utf8"
  })

  expect(answer).not.toContain("out of date") // a stale file exits with 3, which throws
})
