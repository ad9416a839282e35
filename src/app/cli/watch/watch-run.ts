/**
 * `pipeline run --watch`: runs, waits for a change of code, parameters or data, and runs what that made stale. A change
 * during a run is planned beside it: steps that still mean what they meant go on, the others are stopped.
 *
 * Room: a run that stays, in a process of its own for every round.
 */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import type { Project } from "../../../dataflow/code/project.ts"
import { stillMeant } from "../../../dataflow/plan/meaning.ts"
import { remark } from "../answer.ts"
import type { Settings } from "../settings.ts"
import { SilentExit } from "../silent-exit.ts"
import { UsageError } from "../usage-error.ts"
import { Changes, listen, listenToNothing } from "./changes.ts"
import { ignoring } from "./ignoring.ts"
import type { Planned, RoundAsked } from "./protocol.ts"
import { sayEvent } from "./say-event.ts"
import type { Places } from "./spots.ts"
import { type RoundEnd, startRound } from "./start-round.ts"
import { idleLine, pollingLines } from "./watch-lines.ts"

/** What is watched, and how. */
export interface Watching {
  readonly project: Project
  readonly decided: Settings
  /** Look every second instead of waiting for events. */
  readonly isPolling: boolean
}

/** Errors that a change of the project's files mends; others are of the command line or the machine. */
const ofCode = new Set(["PipelineBroken", "WiringError", "LabelLeak", "LabelRead", "InvalidParameters"])

const mostNamed = 20 // of changed files, to a round: what is told a process in one variable has its limit

const nowMs = () => performance.timeOrigin + performance.now()

/** Flags that mean something once only. */
export const checkWatchable = (given: Readonly<Record<string, boolean>>) =>
  Effect.gen(function*() {
    const [flag] = Object.entries(given).find(([, isGiven]) => isGiven) ?? []
    if (flag === undefined) return
    return yield* new UsageError({
      tag: "no-watch",
      message: `${flag} is for one run, and --watch runs again and again.`,
      given: `--watch ${flag}`,
      word: flag,
      hint: "leave one of them out"
    })
  })

const isSame = ({ meanings }: Planned, still: ReadonlySet<string>, now: Planned): boolean =>
  still.size === Object.keys(meanings).length && still.size === Object.keys(now.meanings).length

/** How a round ended, what it said before, and which changes it does not know. */
interface Rounded {
  readonly end: RoundEnd
  readonly planned: Planned | undefined
  readonly pending: ReadonlyArray<string>
}

/** Runs a round to its end, and calls back of it what changes meanwhile. */
const runRound = (changes: Changes, asked: RoundAsked, whereBroken: () => Places) =>
  Effect.scoped(Effect.gen(function*() {
    const beganMs = nowMs()
    const round = yield* startRound(asked)
    const planned = yield* Deferred.await(round.planned)
    changes.watch(planned?.places ?? whereBroken(), beganMs)
    const pending = new Set<string>()
    const hear = Effect.gen(function*() {
      let isRecalled = false
      while (true) {
        yield* changes.arrived
        for (const each of changes.take()) pending.add(each)
        if (planned === undefined) continue
        const againMs = nowMs()
        const now = yield* planBeside([...pending])
        if (now === undefined) continue // it does not compile: what runs goes on
        changes.watch(now.places, againMs)
        const still = stillMeant(planned.meanings, now.meanings)
        if (isSame(planned, still, now)) {
          if (!isRecalled) pending.clear()
        } else {
          isRecalled = true
          round.tell({ _tag: "Keep", steps: [...still] })
        }
      }
    })
    const end = yield* Effect.raceFirst(Deferred.await(round.ended), hear)
    return { end, planned, pending: [...pending] } satisfies Rounded
  }))

/** What would run now; undefined where that cannot be told. */
const planBeside = (changed: ReadonlyArray<string>) =>
  Effect.scoped(Effect.flatMap(
    startRound({ kind: "plan", changed: [], count: changed.length }),
    ({ planned }) => Deferred.await(planned)
  ))

/** Watches until it is interrupted. Fails with SilentExit where the first run cannot be planned for no fault of the code. */
export const watchRun = ({ decided, isPolling, project }: Watching) =>
  Effect.scoped(Effect.gen(function*() {
    const tree = { files: [], absent: [], folders: [project.root] }
    const onPolling = (error: NodeJS.ErrnoException) => Effect.runSync(remark(pollingLines(error, decided)))
    const changes = yield* Effect.acquireRelease(
      Effect.sync(() =>
        new Changes({ isIgnored: ignoring(project), listen: isPolling ? listenToNothing : listen, onPolling })
      ),
      (opened) => Effect.sync(() => opened.close())
    )
    let last: Planned | undefined
    let asked: RoundAsked = { kind: "first", changed: [], count: 0 }
    while (true) {
      const whereBroken = () => ({ ...tree, ...last?.places, folders: [project.root, ...(last?.places.folders ?? [])] })
      const { end, pending, planned } = yield* runRound(changes, asked, whereBroken)
      if (planned === undefined && asked.kind === "first" && !ofCode.has(end.refused ?? "")) {
        return yield* new SilentExit({ code: end.code ?? 1 })
      }
      last = planned ?? last
      if (end.signal !== null) yield* remark([`${decided.errorStyle.bad("✗")} the run was ended by ${end.signal}`])
      let changed: ReadonlyArray<string> = pending
      if (changed.length === 0) {
        const files = planned === undefined
          ? 0
          : planned.places.files.filter((file) => !file.includes("node_modules")).length
        const watched = { files, data: last?.data ?? [], isPolling: changes.isPolling }
        const error = end.refused === undefined ? {} : { error: end.refused }
        yield* sayEvent(decided, { event: "watching", ...watched, ...error }, [idleLine(watched, decided.errorStyle)])
        yield* changes.arrived
        changed = changes.take()
      }
      asked = { kind: "again", changed: changed.slice(0, mostNamed), count: changed.length }
    }
  }))
