import { expect, it } from "vitest"
import { chain, Rig } from "../rig.ts"

const failures = async (rig: Rig) =>
  (await rig.run()).events.flatMap((event) => event._tag === "NodeFailed" ? [event.failure] : [])

it("a failure names the line it began at, in the node's file or in one that it calls", async () => {
  using rig = new Rig(chain)
  rig.edit(
    "nodes/maths/double.ts",
    "export const double = (x: number): number => x * factor",
    "interface Unseen { readonly x: number }\nexport const double = (x: number): number => {\n  if (x > 0) throw new Error(\"too much\")\n  return x * factor\n}"
  )

  const [failure] = await failures(rig)

  expect(failure?.message).toBe("too much")
  expect(failure?.at).toBe("nodes/maths/double.ts:5") // after the import, a comment, an interface and the signature
  expect(failure?.detail).toMatch(/at double \(?nodes\/maths\/double\.ts:5:20\)?\n.*\n?.*nodes\/b\.ts:10:\d+/)
})

it("an expected error names the line that made it", async () => {
  using rig = new Rig(chain)
  rig.edit(
    "nodes/a.ts",
    "run: ({ params }) => Effect.succeed({ n: params.start })",
    "run: () =>\n    Effect.fail(new Error(\"not today\"))"
  )

  const [failure] = await failures(rig)

  expect(failure?.at).toBe("nodes/a.ts:10")
})
