import { expect, it } from "vitest"
import { bundledFonts } from "../../../nodes/row/bundled-fonts.ts"
import { subsetFont } from "../../../src/page/report/subset-font.ts"
import { withLetters, withoutLetters } from "../../../src/page/report/svg-letters.ts"

const fonts = bundledFonts()
const picture = (...texts: ReadonlyArray<string>): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" aria-label="a > b">${texts.join("")}</svg>`
const text = (said: string, more = ""): string => `<text x="1"${more}>${said}</text>`
const bold = " font-weight=\"600\""

/** Family, weight and the letters that the font's own table of characters has, of each font in a picture. */
const carried = (svg: string) =>
  [...svg.matchAll(/font-family:"([^"]+)";font-weight:(\d+);src:url\(data:font\/ttf;base64,([^)]+)\)/g)].map(
    ([, family, weight, data]) => ({
      family,
      weight: Number(weight),
      letters: charactersOf(Buffer.from(data!, "base64"))
    })
  )

/** Source: OpenType specification, table cmap, format 4. */
const charactersOf = (font: Buffer): string => {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, i) => 12 + 16 * i)
  const cmap = font.readUInt32BE(tables.find((at) => font.toString("latin1", at, at + 4) === "cmap")! + 8)
  const at = cmap + font.readUInt32BE(cmap + 8)
  const segments = font.readUInt16BE(at + 6) / 2
  const ends = at + 14
  const starts = ends + 2 * segments + 2
  return Array.from({ length: segments }, (_, i) => {
    const [first, last] = [font.readUInt16BE(starts + 2 * i), font.readUInt16BE(ends + 2 * i)]
    return first === 0xffff
      ? ""
      : String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, j) => first + j))
  }).join("")
}

it("a picture brings the letters it writes, each in the weight it writes them in, and no others", async () => {
  const svg = await withLetters(picture(text("caf&#101; &amp; <tspan>b</tspan>"), text("Z", bold)), fonts)

  expect(carried(svg)).toEqual([
    { family: "Inter", weight: 400, letters: " &abcef" },
    { family: "Inter", weight: 600, letters: "Z" }
  ])
})

it("Bangla comes from its own typeface, with the parts that its vowels are set from", async () => {
  const svg = await withLetters(picture(text("সো a")), fonts)

  expect(carried(svg)).toEqual([
    { family: "Inter", weight: 400, letters: " a" },
    { family: "Noto Sans Bengali", weight: 400, letters: "সােো" } // U+09CB is set as U+09C7 and U+09BE
  ])
})

it("what a group writes bold is there in both weights", async () => {
  const svg = await withLetters(picture(`<g font-weight="bold">${text("x")}</g>`), fonts)

  expect(carried(svg).map(({ weight }) => weight)).toEqual([400, 600])
})

it("the letters come off again, and are not put on twice", async () => {
  const plain = picture(text("শ্রেষ্ঠ বাউল"))
  const once = await withLetters(plain, fonts)

  expect(withoutLetters(once)).toBe(plain)
  expect(await withLetters(once, fonts)).toBe(once)
  expect(await withLetters(plain, fonts)).toBe(once)
})

it("a picture without text, and one that nothing can cut fonts for, stay as they are", async () => {
  const { harfbuzz: _, ...whole } = fonts

  expect(await withLetters(picture("<path/>"), fonts)).toBe(picture("<path/>"))
  expect(await withLetters(picture(text("a")), whole)).toBe(picture(text("a")))
})

it("the order of letters changes no byte, and a font that is none is refused", async () => {
  const font = fonts.read("noto-sans-bengali-600.ttf")

  expect(await subsetFont(font, "ক্ষ", fonts.harfbuzz!)).toEqual(await subsetFont(font, "ষক্", fonts.harfbuzz!))
  await expect(subsetFont(new Uint8Array(9), "a", fonts.harfbuzz!)).rejects.toThrow("damaged")
})
