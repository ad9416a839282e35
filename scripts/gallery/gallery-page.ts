/** The page that shows all sheets and pages. */
import * as fs from "node:fs"
import * as path from "node:path"
import type { PageShot } from "./page-shots.ts"
import type { UiShot } from "./ui-shots.ts"

/** What a study says of itself first: the first sentence of its file's comment. */
const firstSentence = (source: string): string => {
  const comment = /^\/\*\*([\s\S]*?)\*\//.exec(source)?.[1] ?? ""
  const text = comment.split("\n").map((line) => line.replace(/^\s*\*\s?/, "").trim()).join(" ").trim()
  return /^.*?[.?](?= [A-Z`]|$)/.exec(text)?.[0] ?? text
}

/** docs/gallery/README.md as Markdown; `folder` holds the files of the `studies`. */
export const galleryPage = (
  studies: ReadonlyArray<string>,
  folder: string,
  shots: ReadonlyArray<PageShot>,
  views: ReadonlyArray<UiShot>
): string => {
  const pages = shots.map(({ name, run, says }) => `${says}: \`npx ${run}\`\n\n![${says}](pages/${name}.webp)\n`)
  const chapters = studies.map((study) => {
    const said = firstSentence(fs.readFileSync(path.join(folder, `${study}.ts`), "utf8"))
    return `### studies/${study}\n\n${said}\n\n![All figures of studies/${study} on one sheet](${study}.png)\n`
  })
  return [
    "# Gallery\n",
    "## Pages\n",
    "Reports as they look at 1440 × 900 and on a phone.\n",
    ...pages,
    "## In the browser, live\n",
    "`npx pipeline ui` over the runs that made these pages ([how](../ui.md)).\n",
    ...views.map(({ name, says }) => `${says}\n\n![${says.replaceAll("`", "")}](pages/${name}.webp)\n`),
    "## Figures of the studies\n",
    "Every figure of every study, small, as `npx pipeline run studies/NAME` draws it from the embedded stand-in: shapes of",
    "clusters and sizes of numbers are not those of the published data. The pictures themselves lie in",
    "`artifacts/studies/NAME/figures`, SVG and PNG. Where they come from: [papers.md](../papers.md). Drawn by",
    "`npm run gallery`.\n",
    ...chapters
  ].join("\n")
}
