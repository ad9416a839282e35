import * as fs from "node:fs"
import * as path from "node:path"
import { expect, it } from "vitest"
import { open } from "../../src/dataflow/index.ts"
import { chain, Rig } from "./rig.ts"

it("a project with a key runs on a signed cache, workers included, and nobody without the key does", async () => {
  using rig = new Rig(chain)
  const keyFile = path.join(rig.root, "partita.key")
  fs.writeFileSync(keyFile, "k".repeat(64), { mode: 0o600 })
  const counts = async () => {
    await using project = await open(rig.root)
    const { cached, ran } = await project.run("p")
    return { cached, ran }
  }

  const [first, second] = [await counts(), await counts()]
  fs.rmSync(keyFile)

  expect([first, second]).toEqual([{ cached: 0, ran: 3 }, { cached: 3, ran: 0 }])
  await expect(open(rig.root)).rejects.toMatchObject({ _tag: "CacheSigned", how: "keyless" })
})
