import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { describe, expect, it } from "vitest"
import { commitOf, parseStatus } from "../../../src/dataflow/code/commit.ts"

const hash = "635804e0c1f4a6a5f3c1b9ad5a3f7b8e9d0c1b2a"

describe("the commit noted with a run", () => {
  it("is read of what git says, dirty where a file changed or is new", () => {
    const clean = `# branch.oid ${hash}\n# branch.head main\n# branch.upstream origin/main\n# branch.ab +0 -0\n`
    const changed = `1 .M N... 100644 100644 100644 ${hash} ${hash} nodes/a.ts\n`

    expect(parseStatus(clean)).toEqual({ hash, branch: "main", isDirty: false })
    expect(parseStatus(clean + changed)).toEqual({ hash, branch: "main", isDirty: true })
    expect(parseStatus(`${clean}? nodes/new.ts\n`)).toMatchObject({ isDirty: true })
    expect(parseStatus(`# branch.oid ${hash}\n# branch.head (detached)\n`)).toEqual({ hash, isDirty: false })
  })

  it("is none before the first commit, and outside a repository", async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "partita-"))

    const found = await Effect.runPromise(commitOf(folder))

    fs.rmdirSync(folder)
    expect(found).toBeUndefined()
    expect(parseStatus("# branch.oid (initial)\n# branch.head main\n")).toBeUndefined()
  })
})
