/** Tables for documents. */
import { markdownText } from "../../../format/markdown-text.ts"

/** Rows under a header as a Markdown table; all columns but the first are numbers. */
export const asMarkdown = ([header = [], ...rows]: ReadonlyArray<ReadonlyArray<string>>): ReadonlyArray<string> => {
  const line = ([name = "", ...cells]: ReadonlyArray<string>) =>
    `| ${[markdownText(name), ...cells.map(markdownText)].join(" | ")} |`
  return [line(header), `| ${header.map((_, i) => i === 0 ? "---" : "---:").join(" | ")} |`, ...rows.map(line)]
}
