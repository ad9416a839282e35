/** A real browser on a report that lies in a folder of its own, with sound beside it. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core"
import { pageParts } from "../../nodes/row/page-parts.ts"
import type { ReportModel } from "../../src/page/report/report-model.ts"
import { renderReport } from "../../src/page/report/report.ts"
import { needProgram, programs } from "./programs.ts"

/** What a visit left: the page, and whatever it complained of or asked the network for. */
export interface Visit {
  readonly page: Page
  readonly complaints: ReadonlyArray<string>
}

const withoutGpu = ["--disable-gpu", "--disable-3d-apis"]

/** Chromium, by default on a machine without a graphics processor. */
export const startBrowser = (graphics: ReadonlyArray<string> = withoutGpu): Promise<Browser> =>
  chromium.launch({
    executablePath: needProgram(programs.chromium),
    args: ["--no-sandbox", "--disable-quic", ...graphics]
  })

/** Writes the model's report with its sound, 0.2 s of silence at each of `audio`, and hands over its folder. */
export const layOut = async (model: ReportModel, audio: ReadonlyArray<string>): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "partita-report-"))
  const { html } = renderReport(model, { fontCss: "", script: pageParts().script, figurePath: (id) => id })
  await writeFile(join(folder, "report.html"), html)
  for (const path of audio) {
    await mkdir(join(folder, path, ".."), { recursive: true })
    await writeFile(join(folder, path), silence())
  }
  return folder
}

/** Takes such a folder away again. */
export const takeAway = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true, maxRetries: 5 })

/** A WAV file of 0.2 s at 8,000 Hz. */
const silence = (): Buffer => {
  const samples = 1600
  const header = Buffer.alloc(44)
  header.write("RIFF", 0)
  header.writeUInt32LE(36 + samples, 4)
  header.write("WAVEfmt ", 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20) // PCM
  header.writeUInt16LE(1, 22) // mono
  header.writeUInt32LE(8000, 24)
  header.writeUInt32LE(8000, 28)
  header.writeUInt16LE(1, 32)
  header.writeUInt16LE(8, 34)
  header.write("data", 36)
  header.writeUInt32LE(samples, 40)
  return Buffer.concat([header, Buffer.alloc(samples, 128)])
}

/** Opens the report of a folder as a reader would, in a window of its own; `beforeAll` is run before the page's script. */
export const visit = async (
  browser: Browser,
  folder: string,
  options: BrowserContextOptions,
  beforeAll = ""
): Promise<Visit> => {
  const context = await browser.newContext({ acceptDownloads: true, reducedMotion: "reduce", ...options })
  const page = await context.newPage()
  if (beforeAll !== "") await page.addInitScript(beforeAll)
  const complaints: Array<string> = []
  page.on("console", (message) => void complaints.push(`console ${message.type()}: ${message.text()}`))
  page.on("pageerror", (error) => void complaints.push(`error: ${error.message}`))
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on("request", (request) => {
    if (!/^(file|data|blob):/.test(request.url())) complaints.push(`request: ${request.url()}`)
  })
  await page.goto(pathToFileURL(join(folder, "report.html")).href)
  return { page, complaints }
}
