/** What the compiler says of a node that is written wrongly: the thing, and what it was taken for. */
import { execFileSync } from "node:child_process"
import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

const root = path.join(import.meta.dirname, "..", "..", "..")
const folder = path.join(root, "test", ".rig", crypto.randomUUID())

/** One mistake a line, below a line of imports. */
const mistakes = {
  plain: `Node.make({ outputs: { loss: json(Schema.Finite) }, run: () => ({ loss: 1 }) })`,
  effect: `Node.make({ outputs: { latents: json(Schema.Finite) }, run: () => Effect.succeed({ latens: 1 }) })`,
  generator: `Node.make({ outputs: { latents: json(Schema.Finite) }, run: function*() { return { latens: 1 } } })`,
  fn: `Node.fn({ outputs: { latents: json(Schema.Finite) }, run: () => ({ latens: 1 }) })`,
  value: `Node.fn({ outputs: { loss: json(Schema.Finite) }, run: async () => ({ loss: "high" }) })`,
  item: `Node.map({ ...each, outputs: { sizes: vectors("size") }, run: () => Effect.succeed({ size: vector }) })`,
  field:
    `Node.mapFn({ ...each, outputs: { sizes: vectors("size") }, run: () => ({ sizes: { id: "", columns: [], values: [] } }) })`,
  list: `Node.mapFn({ ...each, outputs: { all: many(vectors("size")) }, run: () => ({ all: [] as never }) })`,
  variable:
    `Node.fn({ env: ["HOME"], outputs: { home: json(Schema.String) }, run: ({ env }) => ({ home: env.HOMR }) })`,
  param:
    `Node.fn({ params: { beta: Schema.Finite }, outputs: { b: json(Schema.Finite) }, run: ({ params }) => ({ b: params.bata }) })`,
  wire: `Node.fn({ inputs: { tracks: table(row) }, outputs: {}, run: () => ({}) })({ track: 0 as never })`
}

const source = [
  `import { Effect, json, many, Node, Schema, table, vectors } from "../../../src/dataflow/index.ts"`,
  `const row = { id: Schema.String }; const vector = { id: "", names: [], values: [] }; const each = { over: "rows" as const, inputs: { rows: table(row) }, itemKey: () => 1, itemName: () => "" }`,
  ...Object.values(mistakes)
].join("\n")

const said = new Map<string, string>()

beforeAll(() => {
  fs.mkdirSync(folder, { recursive: true })
  const file = path.join(folder, "mistakes.ts")
  fs.writeFileSync(file, source)
  const options =
    "--checkers 1 --noEmit --ignoreConfig --target ES2023 --lib ES2024,ESNext.Disposable --module NodeNext --types node " +
    "--allowImportingTsExtensions --strict --exactOptionalPropertyTypes --noUncheckedIndexedAccess --skipLibCheck"
  let output = ""
  try {
    execFileSync(path.join(root, "node_modules", ".bin", "tsc"), [...options.split(" "), file], { cwd: folder })
  } catch (error) {
    output = String((error as { readonly stdout: Buffer }).stdout)
  }
  const names = Object.keys(mistakes)
  for (const message of output.split(/^(?=mistakes\.ts)/m)) {
    const line = Number(/^mistakes\.ts\((\d+),/.exec(message)?.[1] ?? 0)
    said.set(names[line - 3] ?? "(imports)", message)
  }
})

afterAll(() => {
  fs.rmSync(folder, { recursive: true, force: true })
})

describe("the compiler", () => {
  it.each<[keyof typeof mistakes, RegExp]>([
    ["plain", /'\{ loss: number; \}' is not assignable to type 'EffectOrGenerator</],
    ["effect", /Property 'latents' is missing in type '\{ latens: number; \}'/],
    ["generator", /Property 'latents' is missing in type '\{ readonly latens: 1; \}'/],
    ["fn", /'\{ readonly latens: 1; \}' is not assignable to type 'Drafts<\{ readonly latents: /],
    ["value", /Types of property 'loss' are incompatible\.\s+Type 'string' is not assignable to type 'number'/],
    ["item", /Property 'sizes' is missing in type '\{ size: /],
    ["field", /'columns' does not exist in type 'VectorItem'/],
    ["list", /'Many<VectorsKind<"size">>' is not assignable to type .*items/s],
    ["variable", /Property 'HOMR' does not exist on type 'Environment<"HOME">'/],
    ["param", /Property 'bata' does not exist on type '\{ readonly beta: number; \}'/],
    ["wire", /'track' does not exist in type 'Wires<.*Did you mean to write 'tracks'\?|'track'.*'tracks'/s]
  ])("names what is wrong: %s", (mistake, message) => {
    expect(said.get(mistake)).toMatch(message)
  })

  it("finds nothing else wrong", () => {
    expect([...said.keys()].sort()).toEqual(Object.keys(mistakes).sort())
  })
})
