/**
 * A pool of worker threads. A call holds one worker until it answers; an interrupted call ends its worker at once, so
 * a computation that never yields can still be stopped.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import { SHARE_ENV, Worker } from "node:worker_threads"
import { fixedVariables, fixEnvironment, givenFixed } from "../../plan/given-environment.ts"
import { faultOf, type MachineFault } from "../../store/fault.ts"
import { Failure } from "../event.ts"
import { endGroup } from "./process-group.ts"
import type { Message, Outcome, Request, WorkerData, WorkerSetup } from "./protocol.ts"
import { begins, end, noneEnds } from "./turns.ts"

/** A request a worker could not carry out: the node's own failure, or the death of its thread. */
export class WorkFailed extends Schema.TaggedError<WorkFailed>()("WorkFailed", { failure: Failure }) {
  override get message() {
    return this.failure.message
  }
}

/** What a worker says before it is done. */
export type Progress = Exclude<Message, { _tag: "Done" } | { _tag: "Failed" }>

/** `call` waits for nothing: its caller holds a slot per worker. */
export interface WorkerPool {
  readonly call: (request: Request, onProgress: (message: Progress) => void) => Effect.Effect<Outcome, WorkFailed>
}

/** Beside this module lies entry, or, where the command line is one bundle, that bundle's worker. */
const [, extension] = /\/pool\.([jt]s)$/.exec(import.meta.url) ?? []
const entryUrl = new URL(extension === undefined ? "./worker.js" : `./entry.${extension}`, import.meta.url)

/** Of V8's 48 MB for what is new a worker would fill all with garbage, and hold the arrays of numbers that it names. */
const resourceLimits = { maxYoungGenerationSizeMb: 12 }

/** A worker that holds more is not kept for the next call: V8 gives back little of what a heap once took. In bytes. */
const mostKept = 3 * 2 ** 26

type Listeners = ReadonlyArray<readonly [event: "error" | "exit" | "message", listener: (said: unknown) => void]>

const heard = new WeakMap<Worker, Listeners>()

/** Others listen to a worker too: Node itself, and what waits for its thread to begin. */
const silence = (worker: Worker): void => {
  for (const [event, listener] of heard.get(worker) ?? []) worker.off(event, listener)
  heard.delete(worker)
}

/** Listens to a worker in the place of who did until now. */
const listen = (worker: Worker, ...listeners: Listeners): void => {
  silence(worker)
  heard.set(worker, listeners)
  for (const [event, listener] of listeners) worker.on(event, listener)
}

const crashed = (message: string, detail: string, fault?: MachineFault): WorkFailed =>
  new WorkFailed({
    failure: fault === undefined
      ? { tag: "WorkerCrashed", message, detail }
      : { tag: fault._tag, message: fault.message, hint: fault.hint, detail }
  })

/** Workers start when first needed, are kept for the next call, and end with the scope. */
export const makePool = (setup: WorkerSetup): Effect.Effect<WorkerPool, never, Scope.Scope> =>
  Effect.gen(function*() {
    yield* fixEnvironment
    const idle: Array<Worker> = []
    const all = new Map<Worker, Int32Array>() // with the process group of the program each is running
    yield* Effect.addFinalizer(() => Effect.promise(() => Promise.all([...all.keys()].map(discard))))
    const start = () => {
      const child = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
      const workerData: WorkerData = { ...setup, child, fixed: fixedVariables, given: givenFixed() }
      const worker = new Worker(entryUrl, { workerData, env: SHARE_ENV, resourceLimits }) // native libraries read no other environment
      worker.unref()
      begins(worker)
      all.set(worker, child)
      return worker
    }
    const forget = (worker: Worker) => {
      const child = all.get(worker)
      all.delete(worker)
      if (child !== undefined) endGroup(Atomics.load(child, 0))
    }
    /** Keeps a worker for the next call. Work that a node left behind may still end it: nobody waits for that any more. */
    const rest = (worker: Worker) => {
      idle.push(worker)
      listen(worker, ["error", () => {
        idle.splice(idle.indexOf(worker), 1)
        forget(worker)
      }])
    }
    const discard = async (worker: Worker) => {
      const child = all.get(worker)
      listen(worker, ["error", () => {}]) // what it throws before it has ended concerns nobody any more
      await end(worker)
      if (child !== undefined) endGroup(Atomics.load(child, 0)) // after: it may have been starting one
      all.delete(worker)
    }
    const nextWorker = Effect.suspend(() => {
      const worker = idle.pop()
      return worker === undefined ? Effect.map(Effect.promise(noneEnds), start) : Effect.succeed(worker)
    })
    const ask = (worker: Worker, request: Request, onProgress: (message: Progress) => void) =>
      Effect.callback<Outcome, WorkFailed>((resume) => {
        const settle = (result: Effect.Effect<Outcome, WorkFailed>, next: (worker: Worker) => void) => {
          silence(worker)
          worker.unref()
          next(worker) // before its caller goes on, who may need a worker at once
          resume(result)
        }
        const fails = (message: string, detail: string, fault?: MachineFault) =>
          settle(Effect.fail(crashed(`The worker of node "${request.step.step}" ${message}`, detail, fault)), forget)
        worker.ref()
        const hears = (message: Message) => {
          if (message._tag !== "Done" && message._tag !== "Failed") return onProgress(message)
          if (message._tag === "Failed") return settle(Effect.fail(new WorkFailed({ failure: message.failure })), rest)
          const isGrown = message.heldBytes > mostKept
          settle(Effect.succeed(message.outcome), isGrown ? (grown) => void discard(grown) : rest)
        }
        listen(
          worker,
          ["message", (message) => hears(message as Message)],
          ["error", (error) => {
            const { message, stack } = error as Error
            fails(`crashed: ${message}`, stack ?? "", faultOf(error))
          }],
          ["exit", (code) => fails(`ended with code ${String(code)}.`, "")]
        )
        worker.postMessage(request)
        return Effect.promise(() => discard(worker))
      })
    return { call: (request, onProgress) => Effect.flatMap(nextWorker, (worker) => ask(worker, request, onProgress)) }
  })
