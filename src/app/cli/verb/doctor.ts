/** `pipeline doctor`: what this machine has and lacks, and what to do about it. Next: doctor-checks.ts. */
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import { answer, answerJson } from "../answer.ts"
import { padDisplay } from "../render/display-width.ts"
import { settings } from "../settings.ts"
import { SilentExit } from "../silent-exit.ts"

const nameColumns = 13 // tfjs-node-gpu

/** The verb: exits 1 where something needed is missing; what is only nice to have is marked but costs nothing. */
export const doctor = Command.make("doctor", {}, () =>
  Effect.gen(function*() {
    const { folder, isJson, style } = yield* settings
    const { checkMachine } = yield* Effect.promise(() => import("../doctor-checks.ts"))
    const checks = yield* Effect.promise(() => checkMachine(folder, process.env))
    if (isJson) yield* answerJson(checks)
    else {
      yield* answer(checks.flatMap(({ found, isNeeded, isOk, name, todo }) => {
        const icon = isOk ? style.good("✓") : isNeeded ? style.bad("✗") : style.quiet("–")
        const line = `${icon} ${padDisplay(name, nameColumns)}  ${found}`
        return todo === undefined || isOk ? [line] : [line, `  ${" ".repeat(nameColumns)}  ${style.quiet(todo)}`]
      }))
    }
    if (checks.some(({ isNeeded, isOk }) => isNeeded && !isOk)) return yield* new SilentExit({ code: 1 })
  })).pipe(Command.withDescription("Check runtime, cores, memory, disk, cache, backends, browser and fonts"))
