import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { expect, it } from "vitest"
import { pageParts } from "../../../nodes/row/page-parts.ts"
import { webBundle, webScripts } from "../../../scripts/bundle-web.ts"
import { pageAssets, pageScript } from "../../../src/page/report/page-parts.ts"
import { renderReport } from "../../../src/page/report/report.ts"
import { sampleReport } from "../report/sample-report.ts"

const keptAs = (script: string) => readFileSync(fileURLToPath(new URL(`../../../${script}`, import.meta.url)), "utf8")
const kept = keptAs(pageScript)

it.each(Object.entries(webScripts))(
  "%s beside the fonts is what src/page/web makes today; npm run build writes it",
  async (place, input) => {
    const written = keptAs(place)

    expect(await webBundle(input)).toBe(written)
  }
)

it("a page's nodes declare the script and read it from there", () => {
  expect(pageAssets).toContain(pageScript)
  expect(pageParts().script).toBe(kept)
})

it("the page lets its own script run, by its digest, and no other", async () => {
  const { html } = renderReport(await sampleReport(), { fontCss: "", script: kept, figurePath: (id) => id })

  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)![1]!.replaceAll("&#39;", "'")
  const scripts = [...html.matchAll(/<script>(.*?)<\/script>/gs)].map(([, text]) => text!)
  const digest = createHash("sha256").update(scripts[0]!).digest("base64")

  expect(scripts).toEqual([kept])
  expect(policy).toContain(`default-src 'none'; script-src 'sha256-${digest}';`)
  expect(policy).not.toMatch(/script-src[^;]*unsafe|https?:|\*/)
})

it("a page without a script lets none run and says where the map would be", async () => {
  const { html } = renderReport(await sampleReport(), { fontCss: "", figurePath: (id) => id })

  expect(html).toContain("script-src &#39;none&#39;")
  expect(html).toContain("A map of 320 tracks stands here where scripts may run.")
})
