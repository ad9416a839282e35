/** What a folded chapter says of itself: its finding in a sentence and the number that says it shortest. */
import type { Chapter } from "./chapter.ts"
import { limitsOf, mayBeBest } from "./limits.ts"
import { countText, numberText } from "./number-text.ts"
import { parameterUses } from "./parameter-uses.ts"
import type { ReportModel } from "./report-model.ts"
import * as sentences from "./sentences.ts"

/** Either may be empty. */
export interface ChapterLine {
  readonly finding: string
  readonly key: string
}

const groups = ({ clusterMethod, clusters }: ReportModel): ReadonlyArray<ChapterLine> => {
  if (clusters.length === 0) return []
  const sizes = clusters.map(({ size }) => size).toSorted((a, b) => a - b)
  const [least, most] = [sizes[0]!, sizes.at(-1)!]
  const span = least === most ? countText(most, "track") : `${least} to ${countText(most, "track")}`
  const asked = clusters.flatMap(({ stability }) => stability ?? [])
  const back = asked.filter((each) => each >= sentences.returning.stable).length
  const found = `${countText(clusters.length, "group")} of ${span}, by ${clusterMethod}`
  return [
    asked.length === 0
      ? { finding: `${found}.`, key: countText(clusters.length, "group") }
      : {
        finding: `${found}; ${back} of them come back when tracks are left out.`,
        key: `${back} of ${asked.length} come back`
      }
  ]
}

/** The model that uses least of its latents. */
const models = ({ collapse }: ReportModel): ReadonlyArray<ChapterLine> => {
  const share = ({ activeDims, latentDims }: typeof collapse[number]) => activeDims / Math.max(1, latentDims)
  return collapse.toSorted((a, b) => share(a) - share(b)).slice(0, 1).map((least) => ({
    finding: sentences.collapseSentence(least),
    key: `${least.activeDims} of ${least.latentDims} latents`
  }))
}

const making = ({ parameters, pipeline, seed }: ReportModel): ReadonlyArray<ChapterLine> => {
  if (parameters.length === 0) return []
  const steps = new Set(parameters.map(({ node }) => node)).size
  const { differing, shared } = parameterUses(parameters)
  return [{
    finding: `pipeline run ${pipeline} --seed ${seed} makes these bytes again of the same data. ` +
      `${countText(steps, "step")} ${steps === 1 ? "has" : "have"} parameters, ${
        countText(differing.length + shared.length, "value")
      } in all.`,
    key: countText(steps, "step")
  }]
}

const limits = (model: ReportModel): ReadonlyArray<ChapterLine> => {
  const all = limitsOf(model)
  const best = mayBeBest(model)
  return all.slice(0, 1).map((finding) => ({
    finding,
    key: best === undefined || best.count === 1 ? countText(all.length, "limit") : `${best.count} may be best`
  }))
}

/** Where nothing else speaks for results, how the leader stands beside the best baseline. */
const evidence = ({ methods }: ReportModel): ReadonlyArray<ChapterLine> => {
  const lead = sentences.leaders(methods).find(({ metric }) => metric.toBaseline !== undefined)
  if (lead === undefined) return []
  const { difference } = lead.metric.toBaseline!
  const text = `${difference > 0 ? "+" : ""}${numberText(difference, 2)}`
  return sentences.besideBaseline(lead, methods, sentences.methodName(lead.method)).map((finding) => ({
    finding,
    key: `${text} to the best baseline`
  }))
}

/** The first thing that a table or a section of the chapter says: of tables, first one with a number of its own. */
const said = ({ sections = [], tables }: ReportModel, asked: Chapter): ReadonlyArray<ChapterLine> => {
  const own = tables.filter(({ chapter = "evidence" }) => chapter === asked)
  return [
    ...own.filter(({ key }) => key !== undefined),
    ...sections.filter(({ chapter }) => chapter === asked),
    ...own
  ].map((each) => ({
    finding: "finding" in each ? each.finding : each.sentences[0] ?? each.title,
    key: each.key ?? ""
  }))
}

/** The line of a chapter. */
export const chapterLine = (model: ReportModel, chapter: Chapter): ChapterLine => {
  const own: Readonly<Record<Chapter, () => ReadonlyArray<ChapterLine>>> = {
    groups: () => groups(model),
    evidence: () => [],
    data: () => [{ finding: sentences.dataSentence(model), key: countText(model.trackCount, "track") }],
    models: () => models(model),
    making: () => making(model),
    limits: () => limits(model)
  }
  return [...own[chapter](), ...said(model, chapter), ...(chapter === "evidence" ? evidence(model) : [])][0] ??
    { finding: "", key: "" }
}
