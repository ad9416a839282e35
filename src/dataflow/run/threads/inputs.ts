/** Opens the inputs of a step from their records. */
import type { AnyStep } from "../../dsl/node.ts"
import type { Kind } from "../../kind/artifact.ts"
import { files } from "../../kind/files.ts"
import type { OutputRecord } from "../../store/action.ts"

/** A kind whose types are forgotten. */
export type LooseKind = Kind<string, unknown, unknown, unknown>

/** Makes of one record what a step is handed. */
type Open = (kind: LooseKind, record: OutputRecord, input: string) => unknown

const elementOf = (kind: object): LooseKind | undefined => "element" in kind ? kind.element as LooseKind : undefined

/**
 * Every input of a step: what `open` makes of its record, a list of these for `many` (wired as `port.0`, `port.1`, …),
 * undefined where an optional one is not wired. An input no port declares is a source.
 */
export const inputsOf = (
  step: AnyStep,
  records: Readonly<Record<string, OutputRecord>>,
  open: Open
): Readonly<Record<string, unknown>> => {
  const { inputs, sources } = step.definition
  const ports = Object.entries(inputs as unknown as Readonly<Record<string, LooseKind>>).map(([port, kind]) => {
    const element = elementOf(kind) ?? kind
    if (kind.tag !== "many") return [port, records[port] && open(element, records[port], port)] as const
    const count = Object.keys(records).filter((input) => input.startsWith(`${port}.`)).length
    const list = Array.from({ length: count }, (_, i) => open(element, records[`${port}.${i}`]!, `${port}.${i}`))
    return [port, list] as const
  })
  const roots = Object.keys(sources).map((name) => [name, open(files as LooseKind, records[name]!, name)] as const)
  return Object.fromEntries([...ports, ...roots])
}
