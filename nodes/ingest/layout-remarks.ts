/** What the problems table of a recognised dataset begins with. */
import { type Layout, layoutTitles } from "../../src/music/ingest/dataset/layout.ts"
import type { IngestProblem } from "../../src/music/ingest/reader/ingest-problem.ts"

/** Says as what the data is read and what speaks for it; nothing for plain folders and tables. */
export const layoutRemarks = (layout: Layout, evidence: ReadonlyArray<string>): ReadonlyArray<IngestProblem> =>
  layout === "folder" || layout === "feature-table"
    ? []
    : [{ where: "layout", problem: `read as ${layoutTitles[layout]}: ${evidence.join("; ")}` }]
