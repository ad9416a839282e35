/** What this machine has besides cores, where PIPELINE_RESOURCES says: "gpu=2,licence=3,memoryMb=16000". */
import * as Effect from "effect/Effect"
import type { Resources } from "../../dataflow/dsl/node.ts"
import { UsageError } from "./usage-error.ts"

/** Amounts by name. Throws a RangeError with the part that is none. */
export const parseResources = (text: string): Resources =>
  Object.fromEntries(
    text.split(",").filter((part) => part.trim() !== "").map((part) => {
      const [, name = "", amount = ""] = /^\s*([A-Za-z][\w-]*)\s*=\s*(\d+(?:\.\d+)?)\s*$/.exec(part) ?? []
      if (name === "") throw new RangeError(part.trim())
      return [name, Number(amount)]
    })
  )

/** The amounts of PIPELINE_RESOURCES. Fails with UsageError. */
export const machineResources = Effect.try({
  try: () => parseResources(process.env["PIPELINE_RESOURCES"] ?? ""),
  catch: (cause) => {
    if (!(cause instanceof RangeError)) throw cause
    return new UsageError({
      tag: "invalid-resources",
      message: `PIPELINE_RESOURCES has "${cause.message}", which is no amount of anything.`,
      hint: "write it as gpu=2,licence=3"
    })
  }
})
