/** Starts a process for a round and follows it to its end. */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import { spawn } from "node:child_process"
import { type Planned, type RoundAsked, type RoundMessage, roundVariable, type ToRound } from "./protocol.ts"

/** How a round ended: by a code or a signal, and, where it was not planned, for which error. */
export interface RoundEnd {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly refused: string | undefined
}

/** A round in its process. `planned` is undefined where it ended before it knew what to do. */
export interface StartedRound {
  readonly planned: Deferred.Deferred<Planned | undefined>
  readonly ended: Deferred.Deferred<RoundEnd>
  readonly tell: (message: ToRound) => void
}

/** Runs this very command again as a round; one that still runs when the scope ends is stopped and waited for. */
export const startRound = (asked: RoundAsked) =>
  Effect.map(
    Effect.acquireRelease(
      Effect.sync(() => {
        const planned = Deferred.makeUnsafe<Planned | undefined>()
        const ended = Deferred.makeUnsafe<RoundEnd>()
        const shown = asked.kind === "plan" ? "ignore" : "inherit"
        const child = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
          env: { ...process.env, [roundVariable]: JSON.stringify(asked) },
          stdio: ["ignore", shown, shown, "ipc"]
        })
        let refused: string | undefined
        child.on("message", (message: RoundMessage) => {
          if (message._tag === "Refused") refused = message.tag
          else Deferred.doneUnsafe(planned, Effect.succeed(message))
        })
        const end = (code: number | null, signal: NodeJS.Signals | null) => {
          Deferred.doneUnsafe(planned, Effect.succeed(undefined))
          Deferred.doneUnsafe(ended, Effect.succeed({ code, signal, refused }))
        }
        child.on("close", end)
        child.on("error", (error) => { // no process can be started
          Deferred.doneUnsafe(planned, Effect.die(error))
          Deferred.doneUnsafe(ended, Effect.die(error))
        })
        const tell = (message: ToRound) => {
          if (child.connected) child.send(message, () => undefined) // one that ends meanwhile needs no telling
        }
        return { planned, ended, tell }
      }),
      ({ ended, tell }) =>
        Effect.suspend(() => {
          tell({ _tag: "Stop" })
          return Effect.ignore(Deferred.await(ended))
        })
    ),
    (round): StartedRound => round
  )
