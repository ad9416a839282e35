/** A sentence of a method, and the sources that it cites. */
import type { Words } from "./manuscript.ts"
import { keysOf } from "./paper-sources.ts"
import type { DescribedStep } from "./pipeline-facts.ts"

/** What steps of one kind have in common to say, and the steps that stand behind it. */
export interface MethodSentence {
  readonly words: string
  readonly steps: ReadonlyArray<DescribedStep>
}

/** A sentence with the sources of its steps before its full stop. */
export const cited = ({ steps, words }: MethodSentence): Words => {
  const keys = [...new Set(steps.flatMap(keysOf))]
  return keys.length === 0 ? [`${words} `] : [words.slice(0, -1), { cite: keys }, ". "]
}
