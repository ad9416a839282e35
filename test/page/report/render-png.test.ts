import { expect, it } from "vitest"
import { bundledFonts } from "../../../nodes/row/bundled-fonts.ts"
import { renderPng } from "../../../src/page/report/render-png.ts"

const write = (text: string, family = "Inter, 'Noto Sans Bengali', sans-serif"): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60"><text x="10" y="40" font-family="${family}" font-size="30">${text}</text></svg>`

/** Columns of the picture between the first and the last that hold ink. */
const inkWidth = async (svg: string): Promise<number> => {
  const { default: sharp } = await import("sharp")
  const { data, info } = await sharp(await renderPng(svg, 1, bundledFonts())).greyscale().raw().toBuffer({
    resolveWithObject: true
  })
  const columns = Array.from({ length: info.width }, (_, x) => x).filter((x) =>
    Array.from({ length: info.height }, (_, y) => data[y * info.width + x]!).some((value) => value < 128)
  )
  return columns.length === 0 ? 0 : columns.at(-1)! - columns[0]! + 1
}

it("an SVG gives the same PNG bytes twice, at the asked scale", async () => {
  const { default: sharp } = await import("sharp")

  const [first, second] = [
    await renderPng(write("Jazz"), 2, bundledFonts()),
    await renderPng(write("Jazz"), 2, bundledFonts())
  ]

  expect(Buffer.compare(first, second)).toBe(0)
  expect(await sharp(first).metadata()).toMatchObject({ width: 600, height: 120 })
})

it("Bangla consonants join: ন্দ্র is one conjunct, narrower than its three letters apart", async () => {
  const joined = await inkWidth(write("ন্দ্র"))
  const apart = await inkWidth(write("নদর"))

  expect(joined).toBeGreaterThan(8)
  expect(joined).toBeLessThan(apart * 0.7)
})

it("the vowel sign ি stands before its consonant although it is written after it", async () => {
  const { default: sharp } = await import("sharp")
  const leftHalf = async (text: string) => {
    const picture = sharp(await renderPng(write(text), 1, bundledFonts())).extract({
      left: 8,
      top: 0,
      width: 9,
      height: 60
    })
    return (await picture.greyscale().raw().toBuffer()).toString("hex")
  }

  expect(await leftHalf("কি")).not.toBe(await leftHalf("কী")) // ী stands after: there the left half is ক itself
})

it("only the bundled fonts are used: an unknown family falls back to Inter", async () => {
  expect(await renderPng(write("Jazz", "No Such Font, sans-serif"), 1, bundledFonts())).toEqual(
    await renderPng(write("Jazz", "Inter"), 1, bundledFonts())
  )
})

it("ill-formed SVG is refused", async () => {
  await expect(renderPng("<svg xmlns=\"http://www.w3.org/2000/svg\"><g></svg>", 1, bundledFonts())).rejects.toThrow()
})
