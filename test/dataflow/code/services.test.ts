import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { describe, expect, it, onTestFinished } from "vitest"
import { fingerprintLayers } from "../../../src/dataflow/code/layer.ts"
import { packagesOf } from "../../../src/dataflow/code/packages.ts"

const gains = `import * as Context from "effect/Context"
import * as Layer from "effect/Layer"
import { quiet } from "../../maths/levels.ts"
export class Gain extends Context.Service<Gain, number>()("Gain") {
  static readonly layer = (by: number) => Layer.succeed(Gain, by * quiet)
}
export class Offset extends Context.Service<Offset, number>()("Offset") {}
`

const imports = `import * as Layer from "effect/Layer"
import { Pipeline } from "partita"
import { a } from "../nodes/a.ts"
import { Gain, Offset } from "../nodes/row/gains.ts"
`

const bare = `const k = a.as("again")
const p = Pipeline.gen("p", { seed: 7 }, function*() { return yield* k({}, { start: 3 }) })
`

const common: Readonly<Record<string, string>> = {
  "nodes/row/gains.ts": gains,
  "nodes/a.ts": `import { Node } from "partita"\nexport const a = Node.fn("a", { run: () => ({ n: 1 }) })\n`,
  "maths/levels.ts": `export const quiet = 1\nexport const unused = 2\n`
}

/** The layers that a pipeline file provides, in a project of these files. */
const layersOf = async (
  pipeline: string,
  others: Readonly<Record<string, string>> = {},
  name = "p",
  at = `pipelines/${name}.ts`
) => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "partita-services-"))
  onTestFinished(() => fs.rmSync(root, { recursive: true }))
  for (const [file, content] of Object.entries({ ...common, ...others, [at]: pipeline })) {
    fs.mkdirSync(path.join(root, path.dirname(file)), { recursive: true })
    fs.writeFileSync(path.join(root, file), content)
  }
  if (at !== `pipelines/${name}.ts`) {
    fs.mkdirSync(path.join(root, "pipelines"))
    fs.symlinkSync(path.join(root, at), path.join(root, `pipelines/${name}.ts`))
  }
  const options = { packages: packagesOf(root), assetDigest: () => "", isApart: () => false }
  return fingerprintLayers(root, `pipelines/${name}.ts`, options)
}

const hashesOf = async (...given: Parameters<typeof layersOf>) =>
  (await layersOf(...given)).map(({ fingerprint }) => fingerprint.hash)

const providing = (layer: string, before = "") =>
  `${imports}${before}${bare}export default Pipeline.provide(p, ${layer})\n`

describe("the code of a layer that a pipeline provides", () => {
  it("is another when the function that makes it is given another argument", async () => {
    const [three, again, five] = await Promise.all([3, 3, 5].map((by) => hashesOf(providing(`Gain.layer(${by})`))))

    expect(three).toEqual(again)
    expect(three).not.toEqual(five)
  })

  it("is the same where the pipeline's file is a link to one that lies elsewhere", async () => {
    const [here, there] = await Promise.all([
      hashesOf(providing("Gain.layer(3)")),
      hashesOf(providing("Gain.layer(3)").replaceAll("../nodes", "../../nodes"), {}, "p", "others/deep/p.ts")
    ])

    expect(there).toEqual(here)
  })

  it("holds what it calls, imports away, and no comment or what is not used", async () => {
    const [before, ...after] = await Promise.all([
      hashesOf(providing("Gain.layer(3)")),
      hashesOf(providing("Gain.layer(3)"), { "maths/levels.ts": "export const quiet = 0.5\n" }),
      hashesOf(providing("Gain.layer(3)"), { "maths/levels.ts": "/** Soft. */\nexport const quiet = 1 // none\n" })
    ])

    expect(after.map((each) => each[0] === before[0])).toEqual([false, true])
  })

  it("holds what its file does to its values, and neither steps nor parameters of the pipeline", async () => {
    const table = `const table = new Map([["loud", 3]])\n`
    const layer = `Layer.succeed(Gain, table.get("loud"))`
    const [before, ...after] = await Promise.all([
      hashesOf(providing(layer, table)),
      hashesOf(providing(layer, `${table}const louder = table.set("loud", 5)\n`)),
      hashesOf(providing(layer, `${table}table.set("loud", 5)\n`)),
      hashesOf(providing(layer, table).replace("start: 3", "start: 4")),
      hashesOf(providing(layer, table), { "nodes/a.ts": common["nodes/a.ts"]!.replace("n: 1", "n: 2") })
    ])

    expect(after.map((each) => each[0] === before[0])).toEqual([false, false, true, true])
  })

  it("is the same in every pipeline that provides it, whatever these and their files are called", async () => {
    const medium = providing("Gain.layer(3)").replaceAll(/\bp\b/g, "row").replace(`const k = a.as("again")\n`, "")
    const [here, there] = await Promise.all([
      hashesOf(providing("Gain.layer(3)")),
      hashesOf(medium.replace("k({}", "a({}"), {}, "row") // called like a part of an import's path
    ])

    expect(here).toEqual(there)
  })

  it("is the same in Medium and in Hard, which share their trainings", async () => {
    const root = path.join(import.meta.dirname, "..", "..", "..")
    const options = { packages: packagesOf(root), assetDigest: () => "", isApart: () => false }
    const [medium, hard] = await Promise.all(
      ["medium", "hard"].map((name) => fingerprintLayers(root, `pipelines/${name}.ts`, options))
    )

    expect(medium!.map(({ name }) => name)).toEqual(["Trainer"])
    expect(medium![0]!.fingerprint).toEqual(hard![0]!.fingerprint)
  })

  it("is another where tsconfig.json reads the classes of its file otherwise", async () => {
    const classes = `class Level { by = 0 }\nclass Loud extends Level { by }\n`
    const code = providing("Layer.succeed(Gain, new Loud().by)", classes)
    const config = JSON.stringify({ compilerOptions: { useDefineForClassFields: false } })

    expect(await hashesOf(code)).not.toEqual(await hashesOf(code, { "tsconfig.json": config }))
  })

  it("is told apart for each layer that is provided or merged, in other files too", async () => {
    const merged = `Layer.mergeAll(Gain.layer(3), Layer.succeed(Offset, 1))`
    const inner = `import { q } from "./parts/q.ts"\n`
    const q = `${imports.replaceAll("../", "../../")}${bare}export const q = Pipeline.provide(p, Gain.layer(3))\n`
    const [one, two, three] = await Promise.all([
      layersOf(providing(merged)),
      layersOf(providing("both", `const both = ${merged}\n`)),
      layersOf(`${imports}${inner}export default Pipeline.provide(q, Layer.succeed(Offset, 1))\n`, {
        "pipelines/parts/q.ts": q
      })
    ])

    for (const layers of [one, two, three]) {
      expect(layers.map(({ fingerprint }) => fingerprint.hash)).toEqual(one.map(({ fingerprint }) => fingerprint.hash))
      expect(layers.map(({ isEverywhere, name }) => [name, isEverywhere])).toEqual([
        ["Gain", false],
        ["Offset", false]
      ])
    }
    expect(three.map(({ file }) => file)).toEqual(["pipelines/parts/q.ts", "pipelines/p.ts"])
    expect(one[0]!.fingerprint.hash).not.toBe(one[1]!.fingerprint.hash)
  })

  it("holds the layers that it is built on", async () => {
    const on = (base: number) =>
      `Layer.effect(Gain, Offset.asEffect()).pipe(Layer.provide(Layer.succeed(Offset, ${base})))`
    const [one, two] = await Promise.all([1, 2].map((base) => hashesOf(providing(on(base)))))

    expect(one).toHaveLength(1)
    expect(one).not.toEqual(two)
  })

  it("is all the pipeline's code where nobody can tell what is provided", async () => {
    const helper = `const served = (pipeline) => Pipeline.provide(pipeline, Gain.layer(3))\n`
    const code = `${imports}${helper}${bare}export default served(p)\n`
    const [before, ...after] = await Promise.all([
      hashesOf(code),
      hashesOf(code.replace("Gain.layer(3)", "Gain.layer(5)")),
      hashesOf(code.replace("start: 3", "start: 4"))
    ])

    expect(after.map((each) => each[0] === before[0])).toEqual([false, false])
  })

  it("may reach every node where it brings a service of effect's own", async () => {
    const level = `import * as References from "effect/References"\n`
    const [own, everywhere] = await Promise.all([
      layersOf(providing("Gain.layer(3)")),
      layersOf(providing(`Layer.succeed(References.MinimumLogLevel, "Info")`, level))
    ])

    expect([own, everywhere].map(([layer]) => layer!.isEverywhere)).toEqual([false, true])
  })
})
