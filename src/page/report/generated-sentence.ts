/** What a conditional model made under each class, in one sentence. */
import { numberText } from "./number-text.ts"

/** A class that a model was told, the class whose mean is nearest to what it made, and how it correlates with its own. */
export interface GeneratedClass {
  readonly told: string
  readonly nearest: string
  readonly correlation: number
}

/** How many of the classes can be recognised in what was made under them. */
export const generatedSentence = (model: string, rows: ReadonlyArray<GeneratedClass>): string => {
  const found = rows.filter(({ nearest, told }) => nearest === told)
  const least = rows.reduce((low, { correlation }) => Math.min(low, correlation), Infinity)
  const range = rows.length === 0 ? "" : `; the lowest correlation with a class's mean is ${numberText(least, 2)}`
  return `From one point of the prior the ${model} makes something nearest to the mean of the class it was told ` +
    `in ${found.length} of ${rows.length} cases${range}.`
}
