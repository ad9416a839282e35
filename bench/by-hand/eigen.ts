/**
 * Our few eigenvectors of a large sparse matrix beside a plain Lanczos iteration and beside all of them by ml-matrix, on the
 * matrices that spectral clustering makes: ten neighbours, ten vectors.
 */
import { neighbourAffinity } from "../../src/learn/cluster/affinity.ts"
import { largestEigen } from "../../src/math/largest-eigen.ts"
import { type Matrix, zeros } from "../../src/math/matrix.ts"
import { Random } from "../../src/math/random.ts"
import { multiplySparse, type SparseMatrix, toDense } from "../../src/math/sparse-matrix.ts"
import { type Eigen, symmetricEigen } from "../../src/math/symmetric-eigen.ts"
import { gaussianMixture } from "../gaussian-data.ts"
import { least, peer, report } from "./least.ts"

const count = 10
const tolerance = 1e-6

/** D^−½ · W · D^−½ of the neighbours' graph, as spectral clustering has it. */
const normalizedAffinity = (x: Matrix): SparseMatrix => {
  const w = neighbourAffinity(x, 10)
  const rows = Array.from({ length: w.rows }, (_, i) => w.values.subarray(w.starts[i], w.starts[i + 1]))
  const roots = rows.map((row) => Math.sqrt(row.reduce((sum, value) => sum + value, 0)))
  const values = rows.flatMap((row, i) =>
    [...row].map((value, k) => value / (roots[i]! * roots[w.columns[w.starts[i]! + k]!]!))
  )
  return { ...w, values: Float64Array.from(values) }
}

/** Largest length of m·v − λ·v over the vectors, rows of `vectors`. */
const residual = (m: SparseMatrix, values: ArrayLike<number>, vectors: Matrix): number => {
  const columns = zeros(m.rows, count)
  for (let c = 0; c < count; c++) {
    for (let i = 0; i < m.rows; i++) columns.data[i * count + c] = vectors.data[c * m.rows + i]!
  }
  const image = multiplySparse(m, columns)
  const squares = new Float64Array(count)
  image.data.forEach((value, at) => squares[at % count]! += (value - values[at % count]! * columns.data[at]!) ** 2)
  return Math.sqrt(Math.max(...squares))
}

/** Lanczos with full reorthogonalisation, the basis grown until the wanted residuals are small or it has `most` vectors. */
const lanczos = (m: SparseMatrix, most: number) => {
  const n = m.rows
  const random = new Random(1)
  const basis: Array<Float64Array> = []
  const [alphas, betas]: [Array<number>, Array<number>] = [[], []]
  let next = Float64Array.from({ length: n }, () => random.normal())
  const scale = (v: Float64Array, by: number) => v.map((value) => value * by)
  const dot = (a: Float64Array, b: Float64Array) => {
    let sum = 0
    for (let i = 0; i < n; i++) sum += a[i]! * b[i]!
    return sum
  }
  let beta = Math.sqrt(dot(next, next))
  for (let size = 1; size <= most; size++) {
    const own = scale(next, 1 / beta)
    basis.push(own)
    const image = multiplySparse(m, { rows: n, cols: 1, data: own }).data.slice()
    alphas.push(dot(own, image))
    for (let twice = 0; twice < 2; twice++) {
      for (const other of basis) {
        const share = dot(other, image)
        for (let i = 0; i < n; i++) image[i]! -= share * other[i]!
      }
    }
    next = image
    beta = Math.sqrt(dot(next, next))
    betas.push(beta)
    if (size % 50 !== 0 && size !== most) continue
    const small = zeros(size, size)
    for (let i = 0; i < size; i++) {
      small.data[i * size + i] = alphas[i]!
      if (i > 0) small.data[i * size + i - 1] = small.data[(i - 1) * size + i] = betas[i - 1]!
    }
    const { values, vectors } = symmetricEigen(small)
    const worst = Math.max(
      ...Array.from({ length: count }, (_, c) => beta * Math.abs(vectors.data[c * size + size - 1]!))
    )
    if (worst > tolerance && size < most) continue
    const found = zeros(count, n)
    for (let c = 0; c < count; c++) {
      basis.forEach((v, k) => {
        const share = vectors.data[c * size + k]!
        for (let i = 0; i < n; i++) found.data[c * n + i]! += share * v[i]!
      })
    }
    return { values: values.slice(0, count), vectors: found, size }
  }
  throw new RangeError("unreachable: the last size returns")
}

const { EigenvalueDecomposition, Matrix: Dense } = (await peer("ml-matrix")) as unknown as {
  readonly Matrix: new(rows: ReadonlyArray<ReadonlyArray<number>>) => object
  readonly EigenvalueDecomposition: new(
    m: object,
    options: object
  ) => { readonly realEigenvalues: ReadonlyArray<number> }
}

for (const [n, d] of [[600, 2], [2000, 2], [2000, 16], [10_000, 2], [10_000, 16]] as const) {
  const m = normalizedAffinity(gaussianMixture(n, d, 10))
  let ours: Eigen = { values: new Float64Array(), vectors: zeros(0, 0) }
  let theirs: ReturnType<typeof lanczos> | undefined
  const times = await least(n > 2000 ? 1 : 3, {
    ours: () => (ours = largestEigen(m, { count, tolerance, random: new Random(1) })),
    Lanczos: () => (theirs = lanczos(m, 1000)),
    ...(n > 600 ? {} : {
      "ml-matrix, all of them": () => {
        const dense = toDense(m)
        const rows = Array.from({ length: n }, (_, i) => Array.from(dense.data.subarray(i * n, (i + 1) * n)))
        return new EigenvalueDecomposition(new Dense(rows), { assumeSymmetric: true }).realEigenvalues
      }
    })
  })
  report(`${n} × ${d}`, times)
  console.log(
    `  residuals: ours ${residual(m, ours.values, ours.vectors).toExponential(1)}, Lanczos ` +
      `${residual(m, theirs!.values, theirs!.vectors).toExponential(1)} with ${theirs!.size} vectors`
  )
}
