import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { Studio } from "./studio.ts"

let studio: Studio
const setOutside = (value: number): void => fs.writeFileSync(path.join(studio.root, "outside"), String(value))

beforeAll(() => {
  studio = new Studio()
  const node = "nodes/make/numbers.ts"
  studio.edit(node, "import * as Effect", `import * as fs from "node:fs"\nimport * as Effect`)
  studio.edit(node, "n: params.start", `n: Number(fs.readFileSync("outside", "utf8")) + params.start`)
  setOutside(1)
  studio.pipeline(["run", "demo", "-q"])
})
afterAll(() => studio[Symbol.dispose]())

it("run --check exits 1 on other bytes with what differs, what causes that and what to do, and keeps the result", () => {
  setOutside(2)
  const checked = studio.pipeline(["run", "demo", "--check", "--progress", "none"])
  const next = studio.pipeline(["run", "demo", "--force", "train", "--json", "--progress", "none"])

  expect(checked.code).toBe(1)
  expect(checked.stderr).toMatchInlineSnapshot(`
    "error[node-failed]: Node "numbers" gave other bytes for n than its recorded run with the same key; the recorded result stays.
       hint: n  <hash> → <hash>; 1 B → 2 B; 9 → 10
             it reads outside undeclared, so a change there reruns nothing; declare it in assets or, where it is the user's, as a source
             usual causes: the clock, randomness without the node's seed, the environment, files that are no input, services, and threads or queries without an order
             pipeline run demo --force numbers   replaces the recorded result
             full log: artifacts/demo/<run>/numbers.log
    "
  `)
  expect(JSON.parse(next.stdout)).toMatchObject({ ran: 1, cached: 2 })
})

it("run --force exits 0 on other bytes, and warns of what it replaced", () => {
  setOutside(92)
  const forced = studio.pipeline(["run", "demo", "--force", "numbers", "--progress", "none"])

  expect(forced.code).toBe(0)
  expect(forced.stdout).toContain("(3 ran, 0 cached")
  expect(forced.stderr).toMatchInlineSnapshot(`
    "warning: Node "numbers" gave other bytes than its recorded run with the same key, and these replace it.
       n  <hash> → <hash>; 1 B → 3 B; 9 → 100
    "
  `)
})
