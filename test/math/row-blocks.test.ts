import { expect, it } from "vitest"
import { multiply, transpose } from "../../src/math/matrix-product.ts"
import { type Matrix, zeros } from "../../src/math/matrix.ts"
import { Random } from "../../src/math/random.ts"
import { evaluateForms, rowBlocks } from "../../src/math/row-blocks.ts"

const random = new Random(1)
const normal = (rows: number, cols: number): Matrix => {
  const m = zeros(rows, cols)
  for (let at = 0; at < m.data.length; at++) m.data[at] = random.normal()
  return m
}

it.each([3, 256, 700])("forms of %i rows are a product with their factors, the terms left out being zero", (rows) => {
  const [x, forms] = [normal(rows, 5), normal(4, 5)]
  const out = zeros(rows, 4)

  evaluateForms(rowBlocks(x), forms, (form) => form + 1, (form, values, first, count) => {
    for (let i = 0; i < count; i++) out.data[(first + i) * 4 + form] = values[i]!
  })

  const lower = { ...forms, data: forms.data.map((value, at) => at % 5 <= Math.floor(at / 5) ? value : 0) }
  const expected = multiply(x, transpose(lower))
  expect(Math.max(...out.data.map((value, at) => Math.abs(value - expected.data[at]!)))).toBeLessThan(1e-12)
})
