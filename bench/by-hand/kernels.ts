/** Our WebAssembly beside the plain loop it replaces, and beside the same loop from AssemblyScript. */
import { DistanceKernel } from "../../src/math/distance-kernel.ts"
import { multiply } from "../../src/math/matrix-product.ts"
import { type Matrix, zeros } from "../../src/math/matrix.ts"
import { PairScreen } from "../../src/math/pair-screen.ts"
import { gaussianMixture } from "../gaussian-data.ts"
import { least, peer, report } from "./least.ts"

const plainDistances = (x: Matrix, columns: number, out: Float64Array): void => {
  const { cols, data, rows } = x
  for (let i = 0, at = 0; i < rows; i++) {
    for (let c = 0; c < columns; c++, at++) {
      let sum = 0
      for (let j = 0; j < cols; j++) {
        const gap = data[i * cols + j]! - data[c * cols + j]!
        sum += gap * gap
      }
      out[at] = sum
    }
  }
}

const plainProduct = (a: Matrix, b: Matrix): Matrix => {
  const out = zeros(a.rows, b.cols)
  for (let i = 0; i < a.rows; i++) {
    for (let k = 0; k < a.cols; k++) {
      const factor = a.data[i * a.cols + k]!
      for (let j = 0; j < b.cols; j++) out.data[i * b.cols + j]! += factor * b.data[k * b.cols + j]!
    }
  }
  return out
}

const plainPairs = ({ cols, data, rows }: Matrix, radius: number): number => {
  let count = 0
  for (let a = 0; a < rows; a++) {
    for (let b = a + 1; b < rows; b++) {
      let sum = 0
      for (let j = 0; j < cols && sum <= radius * radius; j++) sum += (data[a * cols + j]! - data[b * cols + j]!) ** 2
      if (sum <= radius * radius) count++
    }
  }
  return count
}

/** The distance loop of distance-module.ts for whole panels, in AssemblyScript with its SIMD intrinsics. */
const assemblyScript = `
export function measure(row: usize, rowsEnd: usize, rowBytes: usize, panels: usize, panelsEnd: usize, out: usize): void {
  while (row < rowsEnd) {
    let panel = panels
    while (panel < panelsEnd) {
      let a = f64x2.splat(0), b = a, c = a, d = a
      for (let column = row, end = row + rowBytes; column < end; column += 8) {
        const value = v128.load_splat<f64>(column)
        let gap = f64x2.sub(value, v128.load(panel)); a = f64x2.add(a, f64x2.mul(gap, gap))
        gap = f64x2.sub(value, v128.load(panel, 16)); b = f64x2.add(b, f64x2.mul(gap, gap))
        gap = f64x2.sub(value, v128.load(panel, 32)); c = f64x2.add(c, f64x2.mul(gap, gap))
        gap = f64x2.sub(value, v128.load(panel, 48)); d = f64x2.add(d, f64x2.mul(gap, gap))
        panel += 64
      }
      v128.store(out, a); v128.store(out, b, 16); v128.store(out, c, 32); v128.store(out, d, 48)
      out += 64
    }
    row += rowBytes
  }
}`

type Asc = (args: ReadonlyArray<string>, io: object) => Promise<{ readonly error: Error | null }>

/** The global WebAssembly; its types come with browser libraries only. */
const { Instance, Module } = (globalThis as unknown as {
  readonly WebAssembly: {
    readonly Module: new(bytes: Uint8Array) => object
    readonly Instance: new(module: object) => { readonly exports: unknown }
  }
}).WebAssembly

const compile = async (): Promise<{ readonly bytes: Uint8Array; readonly ms: number }> => {
  const begin = performance.now()
  const asc = (await peer("./node_modules/assemblyscript/dist/asc.js"))["main"] as Asc
  let bytes = new Uint8Array()
  const { error } = await asc(
    ["measure.ts", "--enable", "simd", "--runtime", "stub", "-O3", "--initialMemory", "64", "-o", "measure.wasm"],
    {
      readFile: (name: string) => name === "measure.ts" ? assemblyScript : null,
      writeFile: (_: string, content: Uint8Array) => void (bytes = Uint8Array.from(content)),
      listFiles: () => []
    }
  )
  if (error !== null) throw error
  return { bytes, ms: performance.now() - begin }
}

const { bytes, ms } = await compile()
console.log(`AssemblyScript: ${bytes.length} bytes in ${ms.toFixed(0)} ms`)

for (const [columns, d] of [[16, 16], [64, 57]] as const) {
  const x = gaussianMixture(2000, d, 8)
  const kernel = new DistanceKernel({ rows: x.rows, columns, cols: d })
  kernel.setRows(x.data, 0, x.rows)
  kernel.setColumns(x.data, 0, columns)
  const all = Int32Array.from({ length: x.rows }, (_, i) => i)
  const batch = kernel.batch(columns)
  const plain = new Float64Array(x.rows * columns)
  const theirs = new Instance(new Module(bytes)).exports as {
    readonly memory: { readonly buffer: ArrayBuffer }
    readonly measure: (...at: ReadonlyArray<number>) => void
  }
  const memory = new Float64Array(theirs.memory.buffer)
  const [rowsAt, panelsAt] = [128, 128 + x.data.length]
  const outAt = panelsAt + columns * d
  memory.set(x.data, rowsAt)
  for (let c = 0; c < columns; c++) {
    for (let j = 0; j < d; j++) memory[panelsAt + (c - c % 8) * d + c % 8 + 8 * j] = x.data[c * d + j]!
  }
  report(
    `distances 2,000 × ${columns}, ${d} columns`,
    await least(21, {
      ours: () => {
        for (let from = 0; from < x.rows; from += batch) {
          kernel.measureRows(all, from, Math.min(x.rows, from + batch), columns)
        }
      },
      "plain loop": () => plainDistances(x, columns, plain),
      AssemblyScript: () =>
        theirs.measure(8 * rowsAt, 8 * (rowsAt + x.data.length), 8 * d, 8 * panelsAt, 8 * outAt, 8 * outAt)
    })
  )
  kernel.measureRows(all, x.rows - 1, x.rows, columns)
  const last = plain.subarray(plain.length - columns)
  const isSame = last.every((value, c) =>
    value === kernel.distances[c] && value === memory[outAt + (x.rows - 1) * columns + c]
  )
  console.log(`  the same bits: ${isSame}`)
}

const [a, b] = [gaussianMixture(1000, 57, 8), gaussianMixture(57, 57, 3)]
report(
  "product 1,000 × 57 · 57 × 57",
  await least(21, { ours: () => multiply(a, b), "plain loop": () => plainProduct(a, b) })
)
const [wide, tall] = [gaussianMixture(512, 512, 8), gaussianMixture(512, 64, 3)]
report(
  "product 512 × 512 · 512 × 64",
  await least(11, { ours: () => multiply(wide, tall), "plain loop": () => plainProduct(wide, tall) })
)

const points = gaussianMixture(6000, 16, 10)
const screened = (): number => {
  const screen = new PairScreen(points, 2)
  const groups = Math.ceil(points.rows / PairScreen.group)
  let count = 0
  for (let i = 0; i < groups; i++) for (let j = i; j < groups; j++) screen.visitPairs(i, j, () => count++)
  return count
}
console.log(`  pairs within 2: ${screened()} screened, ${plainPairs(points, 2)} by the loop`)
report("near pairs of 6,000 × 16", await least(5, { ours: screened, "plain loop": () => plainPairs(points, 2) }))
