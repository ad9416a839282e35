import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { beforeAll, describe, expect, it } from "vitest"
import { findProject } from "../../src/dataflow/code/project.ts"
import { type KeyRecord, keyRecord } from "../../src/dataflow/plan/key.ts"
import { loadPipeline } from "../../src/dataflow/plan/load.ts"
import { reasonsBetween } from "../../src/dataflow/plan/why.ts"
import { Store } from "../../src/dataflow/store/store.ts"
import { modulesOf } from "../../src/learn/model/model-of.ts"

const root = path.join(import.meta.dirname, "..", "..")
const trained = modulesOf({
  kind: "mlp-vae",
  features: 57,
  hidden: [32, 16],
  latents: 8,
  logVarLimit: 10,
  likelihood: "gaussian"
})

/** A copy of this project whose models can be edited; what it compiles runs nowhere. */
let folder: string
let before: Awaited<ReturnType<typeof load>>
beforeAll(async () => {
  folder = path.join(root, "test", ".rig", crypto.randomUUID())
  fs.mkdirSync(folder, { recursive: true })
  for (const each of ["src", "nodes", "pipelines"]) {
    fs.cpSync(path.join(root, each), path.join(folder, each), { recursive: true })
  }
  for (const each of ["assets", "node_modules"]) fs.symlinkSync(path.join(root, each), path.join(folder, each))
  before = await load()
  return () => fs.rmSync(folder, { recursive: true, force: true })
}, 60_000)

/** The steps of Easy, and for each what its key would hold of code if a VAE of features went into it. */
const load = async () => {
  const project = Effect.runSync(findProject(folder))
  const store = Store.open(project.cacheRoot, { fsync: false })
  const { steps } = await Effect.runPromise(loadPipeline(project, store, "easy", { set: {} }))
  return { project, steps, records: new Map(steps.map((step) => [step.name, keyRecord(step, {}, trained)])) }
}

/** What is loaded while the identity of these models is another. */
const loadEdited = async (models: ReadonlyArray<string>) => {
  const files = models.map((model) => path.join(folder, "src", "learn", "model", `${model}.ts`))
  const texts = files.map((file) => fs.readFileSync(file, "utf8"))
  files.forEach((file, i) => {
    const edited = texts[i]!.replace(`\`${models[i]} \${`, `\`edited ${models[i]} \${`)
    expect(edited).not.toBe(texts[i])
    fs.writeFileSync(file, edited)
  })
  const after = await load()
  files.forEach((file, i) => fs.writeFileSync(file, texts[i]!))
  return after
}

const changed = (before: ReadonlyMap<string, KeyRecord>, after: ReadonlyMap<string, KeyRecord>) =>
  [...after].filter(([name, record]) => JSON.stringify(record) !== JSON.stringify(before.get(name))).map(([name]) =>
    name
  )

describe("an edited model file", () => {
  it("makes no step of Easy stale while Easy trains no such model", async () => {
    const after = await loadEdited(["vq-vae", "conv-vae"])

    expect(changed(before.records, after.records)).toEqual([])
  })

  it("makes training and encoding stale when it is the model they compute with, and the reason names it", async () => {
    const after = await loadEdited(["mlp-vae"])

    expect(changed(before.records, after.records)).toEqual(["train", "encode"])
    const encode = after.steps.find(({ name }) => name === "encode")!
    const { files } = Store.open(after.project.cacheRoot)
    expect(reasonsBetween(files, before.records.get("encode")!, after.records.get("encode")!, encode))
      .toMatchObject([
        { _tag: "CodeChanged", file: "src/learn/model/mlp-vae.ts" }
      ])
  })
})
