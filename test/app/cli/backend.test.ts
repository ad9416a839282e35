import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { backendNames, resolveBackend } from "../../../src/learn/training/backend.ts"
import { Studio } from "./studio.ts"

const node = `import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { json } from "@src/dataflow/kind/json.ts"
import * as Node from "@src/dataflow/dsl/node.ts"
export const fit = /*#__PURE__*/ Node.make("fit", {
  params: Schema.Struct({ backend: Schema.String }),
  inputs: {},
  outputs: { by: json(Schema.String) },
  run: ({ params }) => Effect.succeed({ by: params.backend })
})`

const pipeline = `import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
import { numbers } from "../nodes/make/numbers.ts"
import { fit } from "../nodes/train/fit.ts"
export default Pipeline.gen("fits", { seed: 7 }, function*() {
  const { n } = yield* numbers({}, { start: 8 })
  const { by } = yield* fit({}, { backend: "ort" })
  const again = yield* fit.as("again")({}, { backend: "ort" })
  return { n, by, again: again.by }
})
`

let studio: Studio
beforeAll(() => {
  studio = new Studio()
  studio.write("nodes/train/fit.ts", node)
  studio.write("pipelines/fits.ts", pipeline)
})
afterAll(() => studio[Symbol.dispose]())

const run = (...args: ReadonlyArray<string>) =>
  JSON.parse(studio.pipeline(["run", "fits", "--json", "--progress", "none", ...args]).stdout) as {
    readonly ran: number
    readonly nodes: ReadonlyArray<{ readonly name: string; readonly key: string }>
  }

const keys = (...args: ReadonlyArray<string>) =>
  Object.fromEntries(run("--dry-run", ...args).nodes.map(({ key, name }) => [name, key]))

describe("--backend", () => {
  it("sets the backend of every node that has one, and of no other", () => {
    const usual = keys()
    const cpu = keys("--backend", "cpu")

    expect(cpu["numbers"]).toBe(usual["numbers"])
    expect(cpu).toEqual({ ...keys("--set", "fit.backend=cpu", "--set", "again.backend=cpu") })
    expect(cpu["fit"]).not.toBe(usual["fit"])
  })

  it("yields to --set of one node", () => {
    expect(keys("--backend", "cpu", "--set", "fit.backend=wasm")).toEqual(
      keys("--set", "fit.backend=wasm", "--set", "again.backend=cpu")
    )
  })

  it("auto gives the action key of the backend that computes here, never its own", async () => {
    run("--backend", await resolveBackend("auto"))

    expect(run("--backend", "auto").ran).toBe(0)
  })

  it("is told to be up to date from the second run on", () => {
    studio.pipeline(["run", "fits", "--backend", "wasm", "-q"])

    expect(studio.pipeline(["run", "fits", "--backend", "wasm"]).stdout).toMatch(
      /^✓ fits up to date .*\(0 ran, 3 cached\)/
    )
  })

  it("of an unknown name is met with the nearest one and the list", () => {
    expect(studio.pipeline(["run", "fits", "--backend", "otr"])).toMatchInlineSnapshot(`
      {
        "code": 2,
        "stderr": "error[unknown-backend]: There is no backend "otr".
         --backend otr
                   ^^^ did you mean "ort"?
         hint: one of auto, ort, ort-wasm, ort-cuda, ort-webgpu, tfjs-node-gpu, tfjs-node, wasm, cpu; pipeline doctor   says which work here
      ",
        "stdout": "",
      }
    `)
  })

  it("that is not available here says why and what to do, and nothing runs", () => {
    const { code, stderr, stdout } = studio.pipeline(["run", "fits", "--force", "fit", "--backend", "tfjs-node-gpu"])

    expect({ code, stdout }).toEqual({ code: 2, stdout: "" })
    expect(stderr).toMatch(/^error\[backend-unavailable\]: The backend "tfjs-node-gpu" cannot be used here: .+\n/)
    expect(stderr).toMatch(/hint: npm install --no-save @tensorflow\/tfjs-node-gpu@/)
  })

  it("for a pipeline that trains nothing is refused", () => {
    expect(studio.pipeline(["run", "demo", "--backend", "cpu"])).toMatchInlineSnapshot(`
      {
        "code": 2,
        "stderr": "error[no-backend]: No node of pipeline "demo" has a parameter "backend".
         --backend
         ^^^^^^^^^
         hint: leave it out; pipeline graph demo   lists its nodes
      ",
        "stdout": "",
      }
    `)
  })

  it("reaches every trial of a sweep but those of a grid over backends", () => {
    const swept = studio.pipeline([
      "sweep",
      "fits",
      "--grid",
      "fit.backend=wasm,ort",
      "--backend",
      "cpu",
      "--json",
      "-j",
      "1"
    ])

    run("--backend", "cpu", "--set", "fit.backend=ort")
    expect(JSON.parse(swept.stdout).trials).toHaveLength(2)
    expect(run("--backend", "cpu", "--set", "fit.backend=wasm").ran).toBe(0)
  })
})

describe("doctor", () => {
  it("lists every backend by the name that --backend takes, in one order, each with what to do where it is missing", () => {
    const checks = JSON.parse(studio.pipeline(["doctor", "--json"]).stdout) as ReadonlyArray<
      { readonly name: string; readonly isOk: boolean; readonly isNeeded: boolean; readonly todo?: string }
    >

    expect(checks.map(({ name }) => name)).toEqual([
      "node",
      "cores",
      "memory",
      "disk",
      "cache",
      ...backendNames,
      "duckdb",
      "chromium",
      "ffmpeg",
      "fonts"
    ])
    expect(checks.filter(({ isOk, todo }) => !isOk && todo === undefined)).toEqual([])
    expect(checks.find(({ name }) => name === "cpu")).toMatchObject({ isOk: true, isNeeded: true })
    expect(checks.find(({ name }) => name === "ort-cuda")).toMatchObject({ isNeeded: false })
  })

  it("keeps its answer on stdout and the noise of drivers out of both streams", () => {
    expect(studio.pipeline(["doctor", "--json"]).stderr).toBe("")
  })
})
