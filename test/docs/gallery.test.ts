import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import sharp from "sharp"
import { expect, it } from "vitest"
import { contactSheet, sheetLimits } from "../../scripts/gallery/contact-sheet.ts"
import { galleryPage } from "../../scripts/gallery/gallery-page.ts"
import { pageShots, shotBytes } from "../../scripts/gallery/page-shots.ts"
import { layOutSheet } from "../../scripts/gallery/sheet-layout.ts"
import { uiShots } from "../../scripts/gallery/ui-shots.ts"
import { Random } from "../../src/math/random.ts"

const root = path.join(import.meta.dirname, "../..")
const sizes = [[2000, 860], [1100, 1090], [1926, 1116], [3000, 300], [640, 900], [1240, 890], [1240, 890]] as const
const pictures = sizes.map(([width, height], i) => ({ name: `p${i}`, width, height }))

it("every picture lies on the sheet once, in order, undistorted, apart from the others and none too wide", () => {
  const sheet = layOutSheet(pictures, 1600)

  expect(sheet.pictures.map(({ name }) => name)).toEqual(pictures.map(({ name }) => name))
  const stretch = sheet.pictures.map(({ height, width }, i) => width / height / (sizes[i]![0] / sizes[i]![1]))
  expect(stretch.filter((each) => each < 0.97 || each > 1.01)).toEqual([])
  expect(Math.max(...sheet.pictures.map(({ left, width }) => left + width))).toBeLessThanOrEqual(1600 - 28)
  const overlaps = sheet.pictures.flatMap((a, i) =>
    sheet.pictures.slice(i + 1).filter((b) =>
      a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height
    )
  )
  expect(overlaps).toEqual([])
})

it("a picture is shown no larger than it was drawn", () => {
  const [only] = layOutSheet([{ name: "wide", width: 1000, height: 100 }], 1600).pictures

  expect(only).toMatchObject({ width: 500, height: 50 })
})

it("a sheet of noisy pictures keeps to its bytes and its width", async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "sheet-"))
  const random = new Random(3)
  const noise = Buffer.from(Uint8Array.from({ length: 800 * 600 * 3 }, () => random.int(256)))
  await sharp(noise, { raw: { width: 800, height: 600, channels: 3 } }).png().toFile(path.join(folder, "a.png"))
  await sharp(noise, { raw: { width: 600, height: 800, channels: 3 } }).png().toFile(path.join(folder, "b.png"))

  const sheet = await contactSheet("studies/x", folder, ["a", "b"])
  const { format, width } = await sharp(sheet).metadata()

  fs.rmSync(folder, { recursive: true })
  expect({ format, width }).toEqual({ format: "png", width: 1600 })
  expect(sheet.length).toBeLessThanOrEqual(sheetLimits.bytes)
})

it("the page of the gallery is that of the sheets beside it, and no sheet is too large", () => {
  const gallery = path.join(root, "docs/gallery")
  const sheets = fs.readdirSync(gallery).filter((file) => file.endsWith(".png")).sort()

  const page = galleryPage(
    sheets.map((file) => path.parse(file).name),
    path.join(root, "pipelines/studies"),
    pageShots,
    uiShots
  )

  expect(fs.readFileSync(path.join(gallery, "README.md"), "utf8"), "npm run gallery").toBe(page)
  const large = sheets.filter((file) => fs.statSync(path.join(gallery, file)).size > sheetLimits.bytes)
  expect(large).toEqual([])
})

it("every page that the gallery shows lies there, small, and no other", () => {
  const folder = path.join(root, "docs/gallery/pages")
  const found = fs.readdirSync(folder).toSorted()

  expect(found, "npm run gallery -- pages").toEqual(
    [...pageShots, ...uiShots].map(({ name }) => `${name}.webp`).toSorted()
  )
  expect(found.filter((file) => fs.statSync(path.join(folder, file)).size > shotBytes)).toEqual([])
})
