/** Where a step stands among executions that differ only in how much of its work they do. */
import { canonicalJson } from "../../format/canonical-json.ts"
import { digestOf } from "../../format/digest.ts"
import type { Along } from "../store/checkpoints.ts"
import type { KeyRecord } from "./key.ts"
import type { LoadedStep } from "./loaded.ts"

/** The parameter along which a step goes on from shorter executions of itself; undefined where it begins anew. */
export const continuesAlong = ({ definition: { continues }, params }: LoadedStep): string | undefined =>
  continues === undefined || continues.when?.(params as never) === false ? undefined : continues.along

/** What a step shares with executions of more and of less work, and how much it does; undefined where it begins anew. */
export const alongOf = (step: LoadedStep, record: KeyRecord): Along | undefined => {
  const along = continuesAlong(step)
  if (along === undefined) return undefined
  const { [along]: amount, ...shared } = record.params as Readonly<Record<string, unknown>>
  return typeof amount === "number"
    ? { course: digestOf(canonicalJson({ ...record, params: shared })), amount }
    : undefined
}
