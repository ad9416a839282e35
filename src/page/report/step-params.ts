/** What the words about a pipeline read of its steps' parameters. */
import type { DescribedStep } from "./pipeline-facts.ts"

/** Parameters by name; none of a step that has none. */
export const paramsOf = ({ params }: Pick<DescribedStep, "params">): Readonly<Record<string, unknown>> =>
  typeof params === "object" && params !== null ? { ...params } : {}

/** A parameter in words: lists between commas, a dash for what is not there. */
export const paramText = (value: unknown): string => {
  if (value === undefined || value === null) return "–"
  if (Array.isArray(value)) return value.map(paramText).join(", ")
  return typeof value === "string" ? value : JSON.stringify(value)
}

/** Steps that run the same with the same parameters, but for those `ignored`, in the order of their first. */
export const alike = (
  steps: ReadonlyArray<DescribedStep>,
  ignored: ReadonlyArray<string> = []
): ReadonlyArray<readonly [DescribedStep, ...ReadonlyArray<DescribedStep>]> => {
  const keyOf = (step: DescribedStep) => {
    const kept = Object.entries(paramsOf(step)).filter(([name]) => !ignored.includes(name))
    return `${step.node}\u0000${JSON.stringify(kept)}`
  }
  return [...Map.groupBy(steps, keyOf).values()].map(([first, ...others]) => [first!, ...others] as const)
}
