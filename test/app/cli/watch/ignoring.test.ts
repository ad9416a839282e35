import * as fs from "node:fs"
import * as path from "node:path"
import { expect, it } from "vitest"
import { ignoring } from "../../../../src/app/cli/watch/ignoring.ts"
import { temporaryFolder } from "../../../dataflow/store/temporary-store.ts"

it("leaves out the files that its own words go to, whatever they are called, and no other", () => {
  const root = temporaryFolder()
  const [log, data] = [path.join(root, "watch.log"), path.join(root, "data.log")]
  for (const file of [log, data]) fs.writeFileSync(file, "")
  const [open, none] = [fs.openSync(log, "a"), fs.openSync("/dev/null", "a")]

  const isIgnored = ignoring({ artifactRoot: path.join(root, "artifacts"), cacheRoot: path.join(root, "cache") }, [
    open,
    none
  ])
  fs.renameSync(log, path.join(root, "watch.old"))

  const names = ["watch.old", "watch.log", "data.log", "artifacts", "src/node_modules"]
  expect(names.filter((name) => isIgnored(path.join(root, name)))).toEqual([
    "watch.old",
    "artifacts",
    "src/node_modules"
  ])
  fs.closeSync(open)
  fs.closeSync(none)
})
