/** What a node costs at its shortest: one import, no name, no empty declarations, plain functions. */
import * as fs from "node:fs"
import * as path from "node:path"
import { describe, expect, it } from "vitest"
import { Rig } from "../rig.ts"

const short = {
  "nodes/track-list.ts": `import { Node, Schema, table } from "@src/dataflow/index.ts"

export const trackList = Node.fn({
  outputs: { tracks: table({ id: Schema.String, loudnessDb: Schema.Finite }) },
  run: () => ({ tracks: [{ id: "a", loudnessDb: -9 }, { id: "b", loudnessDb: -30 }] })
})
`,
  "nodes/loud-tracks.ts": `import { Node, Schema, table, vectors } from "@src/dataflow/index.ts"

export default Node.fn({
  params: { floorDb: Schema.Finite },
  inputs: { tracks: table({ id: Schema.String, loudnessDb: Schema.Finite }) },
  outputs: { loud: table({ id: Schema.String }), levels: vectors("level") },
  run: async ({ inputs, params }) => {
    const loud = inputs.tracks.filter((track) => track.loudnessDb > params.floorDb)
    const data = Float64Array.from(loud, (track) => track.loudnessDb)
    const levels = { ids: loud.map((track) => track.id), names: ["db"], matrix: { rows: loud.length, cols: 1, data } }
    return { loud: loud.map(({ id }) => ({ id })), levels }
  }
})
`,
  "nodes/count-loud.ts": `import { json, Node, Schema, table, vectors } from "@src/dataflow/index.ts"

export const countLoud = Node.make({
  inputs: { loud: table({ id: Schema.String }), levels: vectors("level") },
  outputs: { count: json(Schema.Struct({ tracks: Schema.Int, db: Schema.Array(Schema.Finite) })) },
  run: function*({ inputs }) {
    const rows = yield* inputs.loud.rows
    const { matrix } = yield* inputs.levels.load
    return { count: { tracks: rows.length, db: [...matrix.data] } }
  }
})
`,
  "pipelines/p.ts": `import { Pipeline } from "@src/dataflow/index.ts"
import { countLoud } from "../nodes/count-loud.ts"
import loudTracks from "../nodes/loud-tracks.ts"
import { trackList } from "../nodes/track-list.ts"
export default Pipeline.gen("p", { seed: 1 }, function*() {
  const { tracks } = yield* trackList()
  const { loud, levels } = yield* loudTracks({ tracks }, { floorDb: -20 })
  const { count } = yield* countLoud({ loud, levels })
  const all = yield* loudTracks.as("all-tracks")({ tracks }, { floorDb: -90 })
  return { count, loud: all.loud }
})
`
}

const result = (rig: Rig, file: string): unknown =>
  JSON.parse(fs.readFileSync(path.join(rig.root, "artifacts", "p", file), "utf8"))

describe("nodes at their shortest", () => {
  it("are called after their export, or after their file where that is the default", async () => {
    using rig = new Rig(short)

    const report = await rig.run()

    expect(report.events.filter((event) => event._tag === "NodeFailed")).toEqual([])
    expect([...report.ran].sort()).toEqual(["all-tracks", "count-loud", "loud-tracks", "track-list"])
    expect(result(rig, "count-loud/count.json")).toEqual({ tracks: 1, db: [-9] })
    expect((await rig.run()).ran).toEqual([])
  })

  it("fail with the message and hint of what a plain function throws", async () => {
    using rig = new Rig(short)
    rig.edit(
      "nodes/loud-tracks.ts",
      "const loud =",
      `if (params.floorDb === -20) throw Object.assign(new Error("too quiet"), { hint: "turn it up" })\n    const loud =`
    )

    const report = await rig.run()

    expect(report.events.find((event) => event._tag === "NodeFailed")).toMatchObject({
      node: "loud-tracks",
      failure: { message: "too quiet", hint: "turn it up" }
    })
  })

  it("must be exported or named, and the error says so", async () => {
    using rig = new Rig(short)
    rig.edit(
      "nodes/track-list.ts",
      "export const trackList = Node.fn",
      "export const hidden = { trackList: 0 as never }\nhidden.trackList = Node.fn"
    )
    rig.edit("pipelines/p.ts", "import { trackList }", "import { hidden }")
    rig.edit("pipelines/p.ts", "trackList()", "hidden.trackList()")

    await expect(rig.load()).rejects.toThrow(
      /without a name is placed \(its outputs: tracks\)\. Export it from its file/
    )
  })

  it("keep the name they are given", async () => {
    using rig = new Rig(short)
    rig.edit("nodes/track-list.ts", "Node.fn({", `Node.fn("every-track", {`)

    expect((await rig.run()).ran).toContain("every-track")
  })

  it("of Node.make do not take plain values for effects", async () => {
    using rig = new Rig(short)
    rig.edit("nodes/track-list.ts", "Node.fn({", "Node.make({")

    const report = await rig.run()

    expect(report.events.find((event) => event._tag === "NodeFailed")).toMatchObject({
      failure: {
        message: `run returned an object with "tracks"; Node.make and Node.map take an effect or a function*, ` +
          "Node.fn and Node.mapFn a plain or async function"
      }
    })
  })
})
