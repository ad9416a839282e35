/** Paints reports by Chromium, each as its shot says. */
import * as fs from "node:fs"
import * as path from "node:path"
import { pathToFileURL } from "node:url"
import { type Browser, chromium } from "playwright-core"
import { bundledFonts } from "../../nodes/row/bundled-fonts.ts"
import { findChromium } from "../../src/app/cli/find-chromium.ts"
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

const shoot = async (browser: Browser, file: string, shot: PageShot): Promise<Buffer> => {
  const page = await browser.newPage({
    viewport: shot.isPhone === true ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    deviceScaleFactor: shot.isPhone === true ? 2 : 1,
    colorScheme: shot.isDark === true ? "dark" : "light",
    reducedMotion: "reduce"
  })
  try {
    await page.goto(pathToFileURL(file).href)
    if (shot.chapter !== undefined) {
      const chapter = page.locator(`#chapter-${shot.chapter} > summary`)
      await chapter.click()
      await chapter.evaluate((summary: { scrollIntoView: () => void }) => summary.scrollIntoView())
    }
    await page.waitForTimeout(settleMs)
    return await page.screenshot()
  } finally {
    await page.close()
  }
}

/** Writes the picture of every shot whose report is there; says how to make the others. */
export const shootPages = async (
  shots: ReadonlyArray<PageShot>,
  { artifacts, into, say }: {
    readonly artifacts: string
    readonly into: string
    readonly say: (line: string) => void
  }
): Promise<void> => {
  const executablePath = findChromium(process.env)
  if (executablePath === undefined) return say("pages stay as they are: no Chromium on PATH")
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] })
  try {
    for (const shot of shots) {
      const file = path.join(artifacts, shot.report, "report.html")
      if (!fs.existsSync(file)) {
        say(`${shot.name}.webp stays as it is: npx ${shot.run}`)
        continue
      }
      const bytes = await webp(await shoot(browser, file, shot), shot.name)
      fs.writeFileSync(path.join(into, `${shot.name}.webp`), bytes)
      say(`docs/gallery/pages/${shot.name}.webp: ${Math.round(bytes.length / 1000)} kB`)
    }
  } finally {
    await browser.close()
  }
}
