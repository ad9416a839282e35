/**
 * What the process that watches and the processes that run tell each other. Every round of `run --watch` is a process of its
 * own: code of the project is loaded afresh, none of it stays behind, and none can end the watching.
 */
import type { Places } from "./spots.ts"

/** Where a round finds what it is asked, as JSON. It is taken out of the environment before any code of a project runs. */
export const roundVariable = "PARTITA_ROUND"

/** What a round is for. `plan` only looks, while another round runs; `changed` are some of `count` changed files. */
export interface RoundAsked {
  readonly kind: "first" | "again" | "plan"
  readonly changed: ReadonlyArray<string>
  readonly count: number
}

/** What a round answers: that it is planned, or why it could not be. */
export type RoundMessage =
  | {
    readonly _tag: "Planned"
    /** Digests of what steps mean, by their names: plan/meaning.ts. */
    readonly meanings: Readonly<Record<string, string>>
    readonly places: Places
    /** What of it is data: for people. */
    readonly data: ReadonlyArray<string>
  }
  | { readonly _tag: "Refused"; readonly tag: string }

export type Planned = Extract<RoundMessage, { _tag: "Planned" }>

/** What a running round is told: to go on with these steps alone, or to end. */
export type ToRound = { readonly _tag: "Keep"; readonly steps: ReadonlyArray<string> } | { readonly _tag: "Stop" }
