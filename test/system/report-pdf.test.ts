import * as Effect from "effect/Effect"
import { expect, it } from "vitest"
import { pageParts } from "../../nodes/row/page-parts.ts"
import { printPdf } from "../../src/app/cli/print-pdf.ts"
import { renderReport } from "../../src/page/report/report.ts"
import { sampleReport } from "../page/report/sample-report.ts"
import { needProgram, programs } from "./programs.ts"

it("a report is printed as a tagged PDF of A4 pages with outlines, in fifteen at most", async () => {
  const chromium = needProgram(programs.chromium)
  const { html } = renderReport(await sampleReport(), {
    fontCss: "",
    script: pageParts().script,
    figurePath: (id) => id
  })

  const pdf = await Effect.runPromise(
    printPdf(new TextEncoder().encode(html), { PUPPETEER_EXECUTABLE_PATH: chromium })
  )

  const text = new TextDecoder("latin1").decode(pdf)
  expect(text.startsWith("%PDF-")).toBe(true)
  expect(text).toContain("/StructTreeRoot")
  expect(text).toMatch(/\/Type \/Outlines|\/Outlines \d+ 0 R/)
  const pages = text.match(/\/Type \/Page\b/g)!
  expect(pages.length).toBeGreaterThan(1)
  expect(pages.length).toBeLessThanOrEqual(15)
  expect(new Set(text.match(/\/MediaBox \[[^\]]*\]/g))).toEqual(new Set(["/MediaBox [0 0 594.95996 841.91998]"]))
}, 60_000)
