/** What walks along latents do to properties of what is decoded, in sentences. */
import { numberText } from "./number-text.ts"

/** How far a walk along one latent moves one property. */
export interface Reach {
  readonly latent: string
  readonly factor: string
  readonly range: number
}

/** Units of the properties there are. */
export const factorUnits: Readonly<Record<string, string>> = { tempo: "bpm", brightness: "Hz", loudness: "dB" }

const digits = (value: number): number => value >= 10 ? 0 : 1

/** One sentence: which latent moves each property most, how far, and what share of all movement is its. */
export const traversalSentences = (model: string, reaches: ReadonlyArray<Reach>): ReadonlyArray<string> => {
  const told = [...Map.groupBy(reaches, ({ factor }) => factor)].map(([factor, own]) => {
    const [most] = own.toSorted((a, b) => b.range - a.range)
    const total = own.reduce((sum, { range }) => sum + range, 0)
    if (most === undefined || total === 0) return { latent: null, words: `no latent moves ${factor}` }
    const amount = `${numberText(most.range, digits(most.range))} ${factorUnits[factor] ?? ""}`.trimEnd()
    const share = numberText(100 * most.range / total, 0)
    return {
      latent: most.latent,
      words: `${most.latent} moves ${factor} most, by ${amount}, ${share} % of what all latents move it`
    }
  })
  const leading = told.flatMap(({ latent }) => latent ?? [])
  const shared = leading.length > 1 && new Set(leading).size < leading.length
    ? " One latent leads more than one of them."
    : ""
  return told.length === 0 ? [] : [`In the ${model} ${told.map(({ words }) => words).join("; ")}.${shared}`]
}
