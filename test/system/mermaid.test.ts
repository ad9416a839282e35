import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { expect, it } from "vitest"
import { drawMermaid } from "../../src/app/cli/draw-mermaid.ts"
import { mermaid } from "../../src/page/report/dag-text.ts"
import { needProgram, programs } from "./programs.ts"

it("mermaid-cli draws a pipeline's graph, names that Mermaid would read otherwise included", async () => {
  needProgram(programs.chromium)
  const cli = fs.realpathSync(needProgram(programs.mermaid)) // …/node_modules/@mermaid-js/mermaid-cli/src/cli.js
  const root = cli.slice(0, cli.lastIndexOf(`${path.sep}node_modules${path.sep}`))
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "mermaid-"))
  const file = path.join(folder, "graph.svg")
  const graph = mermaid({
    nodes: [
      { name: "end", kind: "end", group: "ingest", status: "cached" },
      { name: "a \"quoted\" <b>", kind: "b", group: "train; drop", status: "stale" }
    ],
    edges: [{ from: "end", to: "a \"quoted\" <b>", label: "tracks" }]
  })

  await Effect.runPromise(drawMermaid(root, graph, file))

  const svg = fs.readFileSync(file, "utf8")
  fs.rmSync(folder, { recursive: true })
  expect(svg).toMatch(/^<svg/)
  expect(svg).toContain(">end<")
  expect(svg).toContain("a \"quoted\" &lt;b&gt;")
  expect(svg).toContain(">tracks<")
})
