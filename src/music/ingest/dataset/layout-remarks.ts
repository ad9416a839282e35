/** What the problems table of a recognised dataset begins with. */
import type { IngestProblem } from "../reader/ingest-problem.ts"
import { type Layout, layoutTitles } from "./layout.ts"

/** Says as what the data is read and what speaks for it; nothing for plain folders and tables. */
export const layoutRemarks = (layout: Layout, evidence: ReadonlyArray<string>): ReadonlyArray<IngestProblem> =>
  layout === "folder" || layout === "feature-table"
    ? []
    : [{ where: "layout", problem: `read as ${layoutTitles[layout]}: ${evidence.join("; ")}` }]
