import { describe, expect, it } from "vitest"
import { codeOf } from "../../../src/dataflow/code/code-parts.ts"
import { wordReader } from "../../../src/dataflow/code/words.ts"

const isModule = (file: string) => file.endsWith(".ts")
const words = await wordReader()
const codeParts = (text: string, modules: typeof isModule) => codeOf(text, modules, words).parts
const bundle = (measureRun: string) => `
// nodes/measure.ts
import { Node, table } from "partita";
var Row = Schema.Struct({ id: Schema.String });
var louder = (a, b) => a > b;
var limits = readLimits();
(() => {
  register("everything");
})();
var measure = Node.fn({
  outputs: { rows: table(Row) },
  run: ${measureRun}
});

// nodes/draw.ts
function caption(rows) {
  return rows.length;
}
var draw = Node.fn({
  inputs: { rows: table(Row) },
  run: ({ inputs }) => caption(inputs.rows)
});
export {
  draw as default
};
`

describe("the parts of a node's code", () => {
  it("leave out another node that shares a file with a row schema, and what only that one calls", () => {
    const parts = codeParts(bundle("() => louder(1, 2)"), isModule)

    expect(Object.keys(parts)).toEqual([
      "nodes/draw.ts#(top level)",
      "nodes/draw.ts#caption",
      "nodes/draw.ts#draw",
      "nodes/measure.ts#(top level)",
      "nodes/measure.ts#Row",
      "nodes/measure.ts#limits" // what a call does is not known
    ])
    expect(codeParts(bundle("() => louder(2, 1)"), isModule)).toEqual(parts)
  })

  it("change with what the node mentions, however far away", () => {
    const parts = codeParts(bundle("() => 1"), isModule)
    const changed = codeParts(bundle("() => 1").replace("rows.length", "rows.length + 1"), isModule)

    expect(Object.keys(parts).filter((part) => parts[part] !== changed[part])).toEqual(["nodes/draw.ts#caption"])
  })

  it("leave out what only a string spells, and keep what an expression beside it names", () => {
    const drawn = (text: string) =>
      Object.keys(codeParts(bundle("() => 1").replace("caption(inputs.rows)", text), isModule))

    expect(drawn(`"the measure, louder \\" than 'caption'" + /["'] measure/.source`)).not.toContain(
      "nodes/measure.ts#measure"
    )
    expect(drawn("`a ${caption(measure)}`")).toContain("nodes/measure.ts#measure")
    expect(drawn(`inputs.rows / 2 + "\\"" + measure + "/"`)).toContain("nodes/measure.ts#measure")
  })

  it("keep a function that is called as its file is loaded", () => {
    const text =
      "// a.ts\nvar called = (() => {\n  start();\n})();\nvar idle = () => 1;\nvar node = Node.fn({});\nexport { node as default };"

    expect(Object.keys(codeParts(text, isModule))).toEqual(["a.ts#(top level)", "a.ts#called", "a.ts#node"])
  })

  it("are told apart where names hold letters of any alphabet, and where a class does something by being there", () => {
    const text = `// a.ts
import * as Schema from "effect/Schema";
class Idle extends Schema.Class("Idle")({}) {
}
class Registered {
  static {
    registry.add(1);
  }
}
var gr\u00f6\u00dfe = () => 1;
var gr\u00fcn = () => 2;
var node = Node.fn({ run: () => gr\u00f6\u00dfe() });
export { node as default };`

    expect(Object.keys(codeParts(text, isModule))).toEqual([
      "a.ts#(top level)",
      "a.ts#Registered",
      "a.ts#gr\u00f6\u00dfe",
      "a.ts#node"
    ])
  })

  it("keep what calls a function that is given one, or something of their own that is called like effect's", () => {
    const text = `// a.ts
import { Node as Node2 } from "partita";
var idle = (a, { b = (c) => c }) => a;
var hook = (hooks ??= []).push((x) => x * 3);
var listed = (registry.push(3), (x) => x);
class Named {
  get [String(registry.push(1))]() {
    return 1;
  }
}
class Row extends Data.register("row") {
}
var first = Node.create(3);
var other = Node2.fn({ run: () => 1 });
var node = Node2.fn({ run: () => registry.length });
export { node as default };`

    expect(Object.keys(codeParts(text, isModule))).toEqual([
      "a.ts#(top level)",
      "a.ts#Named",
      "a.ts#Row",
      "a.ts#first",
      "a.ts#hook",
      "a.ts#listed",
      "a.ts#node"
    ])
  })
})
