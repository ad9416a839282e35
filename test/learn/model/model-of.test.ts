import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import { Architecture } from "../../../nodes/row/architecture.ts"
import { models } from "../../../nodes/row/models.ts"
import { modelOf } from "../../../src/learn/model/model-of.ts"

const vae = {
  kind: "mlp-vae",
  features: 3,
  hidden: [4],
  latents: 2,
  logVarLimit: 10,
  likelihood: "gaussian"
} as const
const extensions = [
  { kind: "beta-tc-vae", weight: 5 },
  { kind: "factor-vae", weight: 5, hidden: [8] },
  { kind: "vade", components: 3 },
  { kind: "vq-vae", slots: 2, codes: 4, commitment: 0.25 }
] as const

const writtenAndRead = (architecture: Architecture): Architecture =>
  Schema.decodeUnknownSync(Architecture)(JSON.parse(JSON.stringify(Schema.encodeSync(Architecture)(architecture))))

describe("modelOf", () => {
  it("leaves an architecture without an extension as it is", async () => {
    const { identity } = await modelOf(vae, models)

    expect(identity).toBe(
      `mlp-vae {"features":3,"hidden":[4],"latents":2,"logVarLimit":10,"likelihood":"gaussian"}`
    )
  })

  it.each(extensions)("puts a $kind onto the architecture it extends, read back from JSON", async (extension) => {
    const found = await modelOf(writtenAndRead({ ...vae, extension }), models)
    const plain = await modelOf(writtenAndRead(vae), models)

    const { kind, ...numbers } = extension
    expect(found.identity).toBe(`${kind} ${JSON.stringify(numbers)} of ${plain.identity}`)
  })
})
