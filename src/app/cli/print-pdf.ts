/** Prints a page to PDF by Chromium, where there is one; nothing else of a report needs a browser. */
import * as Effect from "effect/Effect"
import { spawnSync } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { pathToFileURL } from "node:url"
import type { Environment } from "./color.ts"
import { findChromium } from "./find-chromium.ts"
import { UsageError } from "./usage-error.ts"

const patienceMs = 180_000
const settlingMs = 15_000 // of the page's own clock, which is run through at once

const failed = (problem: string) =>
  new UsageError({
    tag: "pdf-failed",
    message: `Chromium could not print the report: ${problem}`,
    hint: "pipeline doctor   says which Chromium is taken; PUPPETEER_EXECUTABLE_PATH=<file> names another\n" +
      "or open the page of --format html and print it"
  })

/** The page as a tagged PDF with outlines. Fails with UsageError where there is no Chromium, or it prints nothing. */
export const printPdf = (html: Uint8Array, environment: Environment) =>
  Effect.gen(function*() {
    const chromium = findChromium(environment)
    if (chromium === undefined) {
      return yield* new UsageError({
        tag: "no-chromium",
        message: "--format pdf is printed by Chromium, and there is none here.",
        given: "--format pdf",
        word: "pdf",
        hint: "install it, or set PUPPETEER_EXECUTABLE_PATH=<file>\n" +
          "or open the page of --format html in any browser and print it; --format latex needs no browser"
      })
    }
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pipeline-pdf-"))
    const [page, pdf] = [path.join(folder, "report.html"), path.join(folder, "report.pdf")]
    try {
      fs.writeFileSync(page, html)
      const done = spawnSync(chromium, [
        "--headless",
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), // Chromium's sandbox refuses to start as root
        "--disable-gpu",
        "--disable-quic",
        `--user-data-dir=${path.join(folder, "profile")}`,
        "--no-pdf-header-footer",
        "--generate-pdf-document-outline",
        `--virtual-time-budget=${settlingMs}`,
        `--print-to-pdf=${pdf}`,
        pathToFileURL(page).href
      ], { encoding: "utf8", timeout: patienceMs })
      if (!fs.existsSync(pdf)) {
        const said = done.error?.message ?? done.stderr.trim().split("\n").at(-1) ?? ""
        return yield* failed(said === "" ? `it ended with code ${done.status}` : said)
      }
      return new Uint8Array(fs.readFileSync(pdf))
    } finally {
      fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    }
  })
