import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { describe, expect, it } from "vitest"
import { effectsElsewhere } from "../../../src/dataflow/code/elsewhere.ts"
import { fingerprintNodes, isSource } from "../../../src/dataflow/code/fingerprint.ts"
import { fingerprintLayers } from "../../../src/dataflow/code/layer.ts"
import { packagesOf } from "../../../src/dataflow/code/packages.ts"
import { readWhole } from "../../../src/dataflow/code/statements.ts"
import { chain, Rig } from "../rig.ts"

/** `b` multiplies by `shared.factor`, `c` does not; `a` imports both and comes first. */
const common: Readonly<Record<string, string>> = {
  "maths/shared.ts": `import * as MutableRef from "effect/MutableRef"
export const shared = { factor: 2, list: [1] }
export const registry = new Map<string, () => number>()
export const register = (name: string, f: () => number) => void registry.set(name, f)
export const scaled = (x: number) => x * shared.factor * mode + (registry.get("one")?.() ?? ref.current)
export const set = (where: { factor: number }, factor: number) => { where.factor = factor }
export const held = () => shared
export let mode = 1
export const setMode = (next: number) => { mode = next }
export const ref = MutableRef.make(1)
export class Doubled { constructor(readonly of: { factor: number }) { of.factor *= 2 } }
`,
  "maths/setup.ts": `import { shared } from "./shared.ts"
shared.factor = 7
`,
  "maths/window.ts": `export const hann = (n: number) => {
  const out = new Float64Array(n)
  for (let i = 0; i < n; i++) out[i] = 0.5 - 0.5 * Math.cos(i / n)
  return out
}
export const log = (text: string) => console.log(text)
`,
  "nodes/a.ts": `import { Node } from "partita"
import * as Effect from "effect/Effect"
import * as MutableRef from "effect/MutableRef"
import { tune } from "tuned"
import { Doubled, held, ref, register, registry, set, setMode, shared } from "../maths/shared.ts"
import { hann, log } from "../maths/window.ts"
const five = 5
/*EFFECT*/
export const a = /*#__PURE__*/ Node.fn("a", { run: () => ({ n: hann(3).length }) })
`,
  "nodes/b.ts": `import { Node } from "partita"
import { tuned } from "tuned"
import { hann } from "../maths/window.ts"
import { scaled } from "../maths/shared.ts"
export const b = Node.fn("b", { run: () => ({ n: tuned * scaled(hann(3).length) }) })
`,
  "nodes/c.ts": `import { Node } from "partita"
export const c = /*#__PURE__*/ Node.fn("c", { run: () => ({ n: 1 }) })
`,
  "pipelines/p.ts": `import * as Layer from "effect/Layer"
import { Pipeline } from "partita"
import { a } from "../nodes/a.ts"
import { b } from "../nodes/b.ts"
import { c } from "../nodes/c.ts"
import { registry, shared } from "../maths/shared.ts"
/*IMPORT*/
const p = Pipeline.gen("p", { seed: 7 }, function*() {
  /*GENERATOR*/
  yield* a({}, { x: shared.factor })
  yield* b()
  return yield* c()
})
const loud = { by: 3 }
/*PIPELINE*/
export default Pipeline.provide(p, Layer.succeed(Gain, loud.by * shared.factor))
`
}

/** The hashes of three nodes and a layer once something stands in the place of a mark. */
const hashes = async (marks: Readonly<Record<string, string>>, edit = (text: string) => text) => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "partita-elsewhere-"))
  using _ = { [Symbol.dispose]: () => fs.rmSync(root, { recursive: true }) }
  for (const [file, content] of Object.entries(common)) {
    const full = path.join(root, file)
    fs.mkdirSync(path.dirname(full), { recursive: true })
    fs.writeFileSync(full, edit(content.replaceAll(/\/\*([A-Z]+)\*\//g, (_, mark: string) => marks[mark] ?? "")))
  }
  const modules = ["nodes/a.ts", "nodes/b.ts", "nodes/c.ts", "pipelines/p.ts"]
  const entry = [
    `export { default as pipeline } from "./pipelines/p.ts"`,
    ...modules.map((file, i) => `export * as m${i} from "./${file}"`)
  ].join("\n")
  const elsewhere = await effectsElsewhere({ root, entry, framework: "partita/", isSource })
  const options = { packages: packagesOf(root), assetDigest: () => "", isApart: () => false, elsewhere }
  const at = (name: string) => ({ file: `nodes/${name}.ts`, package: undefined, exportName: name, assets: [] })
  const prints = await fingerprintNodes(root, { a: at("a"), b: at("b"), c: at("c") }, options)
  const [layer] = await fingerprintLayers(root, "pipelines/p.ts", options)
  return { a: prints["a"]!.hash, b: prints["b"]!.hash, c: prints["c"]!.hash, layer: layer!.fingerprint.hash }
}

type Hashes = Awaited<ReturnType<typeof hashes>>

const changed = (before: Hashes, after: Hashes): string =>
  Object.keys(before).filter((each) => before[each as "a"] !== after[each as "a"]).join(" ")

const bare = hashes({})

describe("a statement that another node's file executes as it is loaded", () => {
  it.each([
    ["assigns to a value", "shared.factor = five", "a b layer"],
    ["calls a method of a value that may change it", "shared.list.push(5)", "a b layer"],
    ["hands a value to Object.assign", "Object.assign(shared, { factor: five })", "a b layer"],
    ["hands a value to a function that changes it", "set(shared, 5)", "a b layer"],
    ["changes what a function returns", "held().factor = 5", "a b layer"],
    ["calls a function that changes a value it names", `register("one", () => five)`, "a b"],
    ["changes a value under another name", "const other = shared\nother.factor = 5", "a b layer"],
    ["changes a value in a block", "{ const inner = shared; inner.factor = 5 }", "a b layer"],
    ["gives a variable another value through a function", "setMode(5)", "a b"],
    [
      "runs an effect that changes a value",
      "const program = Effect.sync(() => { shared.factor = 5 })\nEffect.runSync(program)",
      "a b layer"
    ],
    ["changes what effect keeps", "MutableRef.set(ref, 5)", "a b layer"],
    ["makes something that changes what it is given", "new Doubled(shared)", "a b layer"],
    ["calls something of a package that another node imports", "tune(5)", "a b"],
    ["is a declaration that does so", "export const size = registry.set(\"one\", () => 5).size", "a b"],
    ["changes a prototype", "String.prototype.trim = () => \"\"", "a b c layer"],
    ["changes globalThis", "globalThis.y = 5", "a b c layer"],
    ["changes something of Node's", "process.env[\"TZ\"] = \"UTC\"", "a b c layer"]
  ])("counts where it %s", async (_, statement, which) => {
    const [before, after] = [await bare, await hashes({ EFFECT: statement })]

    expect(changed(before, after)).toBe(which)
  })

  it.each([
    ["computes something of its own", "export const table = hann(5)"],
    ["changes what it made", "const own = { factor: 1 }\nown.factor = 5"],
    ["only reads the value", "const read = shared.list.map((x) => x * 2)\nlog(String(read) + shared.factor)"],
    ["defines a function that would", "export const later = () => { shared.factor = 5 }"]
  ])("does not count where it %s", async (_, statement) => {
    const [before, after] = [await bare, await hashes({ EFFECT: statement })]

    expect(["", "a"]).toContain(changed(before, after))
  })

  it("counts with all that it names, and not with the rest of its file", async () => {
    const [before, named, rest, where] = [
      await hashes({ EFFECT: "shared.factor = five" }),
      await hashes({ EFFECT: "shared.factor = five" }, (text) => text.replace("five = 5", "five = 6")),
      await hashes({ EFFECT: "shared.factor = five" }, (text) => text.replace("{ n: hann(3)", "{ n: 1 + hann(3)")),
      await hashes({ EFFECT: "// five\nshared.factor = (five)" })
    ]

    expect(changed(before, named)).toBe("a b layer")
    expect(changed(before, rest)).toBe("a")
    expect(changed(before, where)).toBe("")
  })

  it("counts in the pipeline's file and in its generator, which runs before each step", async () => {
    const [before, after, inside] = [
      await bare,
      await hashes({ PIPELINE: "shared.factor = 5" }),
      await hashes({ GENERATOR: "shared.factor = 5" })
    ]

    expect(changed(before, after)).toBe("b layer")
    expect(changed(before, inside)).toBe("b layer")
  })

  it("counts in a file that is imported for what it does, by the pipeline's file or by another node's", async () => {
    const setup = `import "../maths/setup.ts"`
    const [before, layer, node, edited] = [
      await bare,
      await hashes({ IMPORT: setup }),
      await hashes({ EFFECT: setup }),
      await hashes({ IMPORT: setup }, (text) => text.replace("factor = 7", "factor = 8"))
    ]

    expect(changed(before, layer)).toBe("b layer")
    expect(changed(before, node)).toBe("a b layer")
    expect(changed(layer, edited)).toBe("b layer")
  })

  it("counts where it is a package that is imported for what it does", async () => {
    const [before, after] = [await bare, await hashes({ EFFECT: `import "polyfill"` })]

    expect(changed(before, after)).toBe("a b c layer")
  })

  it("is not guessed where the parser does not understand a module", async () => {
    const names = { isLibrary: () => false, isSource }

    expect(await readWhole("import defer * as later from \"later\"", names)).toBe(undefined)
    expect((await readWhole("import * as now from \"now\"\nnow.start()", names))?.statements.length).toBe(1)
  })

  it("counts at its place: another order of imports in another file is another value", async () => {
    const effects = { EFFECT: "shared.factor = five", PIPELINE: "shared.factor = 7" }
    const importA = `import { a } from "../nodes/a.ts"\n`
    const last = (text: string) =>
      text.includes(importA) ? text.replace(importA, "").replace("import { c }", `${importA}import { c }`) : text
    const early = (text: string) =>
      text.replace("import { scaled }", "import { scaled, shared }")
        .replace("export const b", "const now = shared.factor\nexport const b").replace(
          "scaled(hann",
          "now * scaled(hann"
        )

    expect(changed(await hashes(effects), await hashes(effects, last))).toBe("")
    expect(changed(await hashes(effects, early), await hashes(effects, (text) => last(early(text))))).toBe("b")
  })
})

describe("a run", () => {
  it("computes a node anew whose value another node's file sets as it is loaded, and names that file", async () => {
    using rig = new Rig({
      ...chain,
      "nodes/maths/constant.ts": "export const state = { factor: 2 }\n",
      "nodes/maths/double.ts":
        `import { state } from "./constant.ts"\nexport const double = (x: number): number => x * state.factor\n`,
      "nodes/a.ts": chain["nodes/a.ts"]!.replace(
        "export const a",
        `import { state } from "./maths/constant.ts"\nstate.factor = 3\nexport const a`
      )
    })
    await rig.run()

    rig.edit("nodes/a.ts", "factor = 3", "factor = 4")
    const { digests, ran, reasons } = await rig.run()

    expect(JSON.parse(new TextDecoder().decode(rig.store().readObject(digests["b.n"]!)))).toBe(12)
    expect(ran).toEqual(["a", "b", "c"])
    expect(reasons["b"]).toMatchObject([{ _tag: "CodeChanged", file: "nodes/a.ts" }])
  })
})
