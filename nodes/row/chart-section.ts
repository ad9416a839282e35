/** Sections with charts of src/page/chart, as nodes emit them. */
import type { ReportSection } from "../../src/page/report/report-section.ts"
import type { Section } from "./section.ts"

/**
 * A section whose charts are specifications of `partita/page`, as the artifact it becomes: they are plain JSON, which their
 * type does not say and saving checks.
 *
 * @example
 * ```ts
 * import { chooseK } from "partita/page"
 * import { chartSection } from "partita/rows"
 * const criteria = [{ name: "silhouette", points: [{ k: 2, value: 0.3 }, { k: 3, value: 0.4 }] }]
 * const spec = chooseK({ title: "How many", subtitle: "", criteria, chosenK: 3 })
 * const section = chartSection({
 *   id: "k", chapter: "groups", title: "How many", finding: "Three groups.",
 *   blocks: [{ kind: "chart", title: "How many", caption: "The dashed line is what is taken.", spec }]
 * })
 * ```
 */
export const chartSection = (section: ReportSection): Section => section as Section
