import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { Section } from "../../../nodes/row/section.ts"
import { drawnSections, type ReportSection } from "../../../src/page/report/report-section.ts"
import { renderReport } from "../../../src/page/report/report.ts"
import { spectrogramWebp } from "../../../src/page/report/spectrogram-webp.ts"
import { nastyTexts } from "../../nasty.ts"
import { sampleReport } from "./sample-report.ts"

const options = { fontCss: "", figurePath: (id: string) => `figures/${id}.svg` }
const sound = (name: string) => ({ name, opus: "T2dn", picture: "UklG" })

const heard = (
  groups: ReadonlyArray<{ title: string; note: string; names: ReadonlyArray<string> }>
): ReportSection => ({
  id: "heard",
  chapter: "models",
  title: "Heard",
  finding: "It is heard.",
  blocks: [{
    kind: "audio",
    groups: groups.map(({ names, note, title }) => ({ title, note, sounds: names.map(sound) }))
  }]
})

const rendered = async (section: ReportSection) =>
  renderReport({ ...await sampleReport(), sections: await drawnSections([section]) }, options)

it("each sound stands under its picture with the browser's own controls, and the Markdown says where it is heard", async () => {
  const { html, markdown } = await rendered(heard([{ title: "Rain", note: "6.1 dB apart", names: ["shown", "made"] }]))

  expect(html).toContain("<h4>Rain</h4><p>6.1 dB apart</p>")
  expect(html).toContain("src=\"data:image/webp;base64,UklG\"")
  expect(html).toContain(
    "<audio controls preload=\"none\" src=\"data:audio/ogg;base64,T2dn\" aria-label=\"made, Rain\"></audio>"
  )
  expect(markdown).toContain("- **Rain**: 6.1 dB apart; shown, made\n\nThese can be heard in report.html.")
})

it("whatever a track is called stays text", async () => {
  const { html } = await rendered(heard(nastyTexts.map((title) => ({ title, note: title, names: [title] }))))
  const from = html.indexOf("class=\"heard\"")
  const block = html.slice(from, html.indexOf("</section>", from))

  const known = ["article", "h4", "p", "ul", "li", "img", "audio", "span"]
  expect([...block.matchAll(/<(?!\/)(\w+)/g)].filter(([, tag]) => !known.includes(tag!))).toEqual([])
  expect(block.match(/<audio/g)).toHaveLength(nastyTexts.length)
})

it("what is no base64 is no sound", () => {
  const decode = Schema.decodeUnknownSync(Section)
  const given = heard([{ title: "", note: "", names: ["a"] }])
  const broken = {
    ...given,
    blocks: [{ kind: "audio", groups: [{ title: "", note: "", sounds: [{ ...sound("a"), opus: "\" onerror=" }] }] }]
  }

  expect(decode(given)).toEqual(given)
  expect(() => decode(broken)).toThrow()
})

it("a picture is a WebP file of one pixel a level, the same for the same levels", async () => {
  const levels = Float32Array.from({ length: 8 * 4 }, (_, i) => -i)
  const picture = () => spectrogramWebp({ height: 8, width: 4, levels }, { floor: -31, peak: 0 })

  const bytes = Buffer.from(await picture(), "base64")

  expect(bytes.subarray(0, 4).toString() + bytes.subarray(8, 12).toString()).toBe("RIFFWEBP")
  const { default: sharp } = await import("sharp")
  const { height, width } = await sharp(bytes).metadata()
  expect([height, width]).toEqual([8, 4])
  expect(await picture()).toBe(bytes.toString("base64"))
})
