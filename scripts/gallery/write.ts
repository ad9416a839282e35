/**
 * `npm run gallery`: docs/gallery, one sheet with the figures of each study as they were last run on its stand-in, and
 * pictures of the pages in artifacts; `npm run gallery -- pages` the latter alone.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { chromium } from "playwright-core"
import { findChromium } from "../../src/app/cli/find-chromium.ts"
import { contactSheet } from "./contact-sheet.ts"
import { galleryPage } from "./gallery-page.ts"
import { pageShots } from "./page-shots.ts"
import { shootPages } from "./shoot-pages.ts"
import { shootUi } from "./shoot-ui.ts"
import { uiShots } from "./ui-shots.ts"

const root = path.join(import.meta.dirname, "../..")
const gallery = path.join(root, "docs/gallery")
const studies = fs.readdirSync(path.join(root, "pipelines/studies")).map((file) => path.parse(file).name).sort()

/** The pictures of a study by name without extension, in order; undefined where it was not run. */
const picturesOf = (folder: string): ReadonlyArray<string> | undefined =>
  fs.existsSync(folder)
    ? fs.readdirSync(folder).filter((file) => file.endsWith(".png")).map((file) => path.parse(file).name).sort()
    : undefined

const pages = path.join(gallery, "pages")

fs.mkdirSync(pages, { recursive: true })
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const executablePath = findChromium(process.env)
if (executablePath === undefined) say("pages stay as they are: no Chromium on PATH")
else {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] })
  await shootPages(browser, pageShots, { artifacts: path.join(root, "artifacts"), into: pages, say })
  await shootUi(browser, uiShots, { into: pages, root, say })
  await browser.close()
}
for (const study of process.argv[2] === "pages" ? [] : studies) {
  const name = `studies/${study}`
  const folder = path.join(root, "artifacts", name, "figures")
  const pictures = picturesOf(folder)
  if (pictures === undefined || pictures.length === 0) {
    process.stderr.write(`${name} has no figures yet, its sheet stays as it is: npx pipeline run ${name}\n`)
    continue
  }
  const sheet = await contactSheet(name, folder, pictures)
  fs.writeFileSync(path.join(gallery, `${study}.png`), sheet)
  process.stdout.write(`docs/gallery/${study}.png: ${pictures.length} figures, ${Math.round(sheet.length / 1000)} kB\n`)
}
/** Shots whose picture is there. */
const shotsIn = (folder: string) => pageShots.filter(({ name }) => fs.existsSync(path.join(folder, `${name}.webp`)))

const shown = studies.filter((study) => fs.existsSync(path.join(gallery, `${study}.png`)))
fs.writeFileSync(
  path.join(gallery, "README.md"),
  galleryPage(shown, path.join(root, "pipelines/studies"), shotsIn(pages), uiShots)
)
