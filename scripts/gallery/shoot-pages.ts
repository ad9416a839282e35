/** Paints reports by Chromium, each as its shot says. */
import * as fs from "node:fs"
import * as path from "node:path"
import { pathToFileURL } from "node:url"
import type { Browser, Page } from "playwright-core"
import { bundledFonts } from "../../nodes/row/bundled-fonts.ts"
import { loadSharp } from "../../src/page/report/load-sharp.ts"
import { type PageShot, shotBytes } from "./page-shots.ts"

const qualities = [88, 80, 70, 60]
const settleMs = 700

/** Small enough, as good as that allows. Throws a RangeError where no quality is. */
const webp = async (png: Buffer, name: string): Promise<Buffer> => {
  const sharp = await loadSharp(bundledFonts())
  for (const quality of qualities) {
    const bytes = await sharp(png).webp({ quality, effort: 6, smartSubsample: true }).toBuffer()
    if (bytes.length <= shotBytes) return bytes
  }
  throw new RangeError(`the picture ${name} is more than ${shotBytes} bytes; show less of the page`)
}

/** The window that a shot is taken in. */
export const windowOf = ({ isDark, isPhone }: { readonly isDark?: true; readonly isPhone?: true }) =>
  ({
    viewport: isPhone === true ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    deviceScaleFactor: isPhone === true ? 2 : 1,
    colorScheme: isDark === true ? "dark" : "light",
    reducedMotion: "reduce"
  }) as const

/** What a page shows once it has settled, small enough. */
export const shotAsWebp = async (page: Page, name: string): Promise<Buffer> => {
  await page.waitForTimeout(settleMs)
  return webp(await page.screenshot(), name)
}

const shoot = async (browser: Browser, file: string, shot: PageShot): Promise<Buffer> => {
  const page = await browser.newPage(windowOf(shot))
  try {
    await page.goto(pathToFileURL(file).href)
    if (shot.chapter !== undefined) {
      const chapter = page.locator(`#chapter-${shot.chapter} > summary`)
      await chapter.click()
      await chapter.evaluate((summary: { scrollIntoView: () => void }) => summary.scrollIntoView())
    }
    return await shotAsWebp(page, shot.name)
  } finally {
    await page.close()
  }
}

/** Writes the picture of every shot whose report is there; says how to make the others. */
export const shootPages = async (
  browser: Browser,
  shots: ReadonlyArray<PageShot>,
  { artifacts, into, say }: {
    readonly artifacts: string
    readonly into: string
    readonly say: (line: string) => void
  }
): Promise<void> => {
  for (const shot of shots) {
    const file = path.join(artifacts, shot.report, "report.html")
    if (!fs.existsSync(file)) {
      say(`${shot.name}.webp stays as it is: npx ${shot.run}`)
      continue
    }
    const bytes = await shoot(browser, file, shot)
    fs.writeFileSync(path.join(into, `${shot.name}.webp`), bytes)
    say(`docs/gallery/pages/${shot.name}.webp: ${Math.round(bytes.length / 1000)} kB`)
  }
}
