/** Parameters by their values: one line for all steps that share one, what differs between like steps apart. */
import type { ReportParameter } from "./report-model.ts"

/** One value of a parameter and the steps that have it, in words. */
export interface ParameterUse {
  readonly name: string
  readonly value: string
  readonly steps: string
}

/** `differing` differ between steps that run the same; `shared` do not, or belong to a step that is alone in what it runs. */
export interface ParameterUses {
  readonly differing: ReadonlyArray<ParameterUse>
  readonly shared: ReadonlyArray<ParameterUse>
}

const stepsNamed = 3

const kindOf = ({ kind, node }: ReportParameter): string => kind ?? node

const questionOf = (parameter: ReportParameter): string => JSON.stringify([kindOf(parameter), parameter.name])

/** Kinds of which every step has the value are named as a whole, other steps by name, few of them. */
const stepsText = (own: ReadonlyArray<ReportParameter>, steps: ReadonlyMap<string, number>): string => {
  const named = [...Map.groupBy(own, questionOf)].flatMap(([question, group]) => {
    const whole = steps.get(question) === group.length && group.length > 1
    return whole ? [`all ${group.length} of ${kindOf(group[0]!)}`] : group.map(({ node }) => node)
  })
  const more = named.length - stepsNamed
  return more < 2 ? named.join(", ") : `${named.slice(0, stepsNamed).join(", ")} and ${more} more`
}

/** All parameters, in the order of their names. */
export const parameterUses = (parameters: ReadonlyArray<ReportParameter>): ParameterUses => {
  const questions = Map.groupBy(parameters, questionOf)
  const steps = new Map([...questions].map(([question, own]) => [question, own.length]))
  const differs = (parameter: ReportParameter): boolean =>
    new Set(questions.get(questionOf(parameter))!.map(({ value }) => value)).size > 1
  const lines = (own: ReadonlyArray<ReportParameter>): ReadonlyArray<ParameterUse> =>
    [...Map.groupBy(own, ({ name, value }) => JSON.stringify([name, value])).values()]
      .map((uses) => ({ name: uses[0]!.name, value: uses[0]!.value, steps: stepsText(uses, steps) }))
      .toSorted((a, b) => a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
  return { differing: lines(parameters.filter(differs)), shared: lines(parameters.filter((each) => !differs(each))) }
}
