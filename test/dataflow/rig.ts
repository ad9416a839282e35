/** The public rig as this repository uses it: projects import from src/, and are asked as on the command line. */
import * as path from "node:path"
import type { Loaded } from "../../src/dataflow/plan/loaded.ts"
import * as testing from "../../src/dataflow/testing.ts"
import { keepCode, lendCode } from "./kept-code.ts"

export type { RunReport } from "../../src/dataflow/testing.ts"

/**
 * A project folder that removes itself. In file contents, `@src` stands for the path to src/. Projects of the same files
 * are compiled once.
 */
export class Rig extends testing.Rig {
  constructor(files: Readonly<Record<string, string>>) {
    super(files, path.join(import.meta.dirname, "..", ".rig"))
  }

  override write(file: string, content: string): void {
    const folder = path.dirname(path.join(this.root, file))
    super.write(
      file,
      content.replaceAll("@src", path.relative(folder, path.join(import.meta.dirname, "..", "..", "src")))
    )
  }

  override async load(name?: string, options?: testing.RigOptions): Promise<Loaded> {
    const code = lendCode(this.root)
    const loaded = await super.load(name, options)
    keepCode(this.root, code)
    return loaded
  }
}

/** A rig for heavy nodes, which runs one step at a time: each worker loads anew what draws, reads tables and trains. */
export class SerialRig extends Rig {
  override run(options: Parameters<Rig["run"]>[0] = {}): Promise<testing.RunReport> {
    return super.run({ jobs: 1, ...options })
  }
}

/** a → b → c over numbers, with `double` two imports away from b. */
export const chain: Readonly<Record<string, string>> = {
  "nodes/maths/constant.ts": `export const factor = 2\nexport const unused = 1\n`,
  "nodes/maths/double.ts":
    `import { factor } from "./constant.ts"\n/** Doubles. */\nexport const double = (x: number): number => x * factor\n` +
    `export const idle = (x: number): number => x - 1\n`,
  "nodes/a.ts": `import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { json } from "@src/dataflow/kind/json.ts"
import * as Node from "@src/dataflow/dsl/node.ts"
export const a = /*#__PURE__*/ Node.make("a", {
  params: Schema.Struct({ start: Schema.Int, noise: Schema.Int }),
  inputs: {},
  outputs: { n: json(Schema.Finite) },
  run: ({ params }) => Effect.succeed({ n: params.start })
})
`,
  "nodes/b.ts": `import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { json } from "@src/dataflow/kind/json.ts"
import * as Node from "@src/dataflow/dsl/node.ts"
import { double } from "./maths/double.ts"
export const b = /*#__PURE__*/ Node.make("b", {
  params: Schema.Struct({}),
  inputs: { n: json(Schema.Finite) },
  outputs: { n: json(Schema.Finite) },
  run: ({ inputs }) => Effect.map(inputs.n.value, (n) => ({ n: double(n) }))
})
`,
  "nodes/c.ts": `import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { json } from "@src/dataflow/kind/json.ts"
import * as Node from "@src/dataflow/dsl/node.ts"
export const c = /*#__PURE__*/ Node.make("c", {
  params: Schema.Struct({ add: Schema.Finite.check(Schema.isGreaterThan(0)) }),
  inputs: { n: json(Schema.Finite) },
  outputs: { n: json(Schema.Finite) },
  run: ({ inputs, params }) => Effect.map(inputs.n.value, (n) => ({ n: n + params.add }))
})
`,
  "pipelines/p.ts": `import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
import { a } from "../nodes/a.ts"
import { b } from "../nodes/b.ts"
import { c } from "../nodes/c.ts"
export default Pipeline.gen("p", { seed: 1 }, function*() {
  const { n } = yield* a({}, { start: 3, noise: 0 })
  const doubled = yield* b({ n }, {})
  const sum = yield* c({ n: doubled.n }, { add: 1 })
  return { sum: sum.n }
})
`
}
