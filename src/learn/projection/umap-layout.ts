/**
 * The layout of a fuzzy graph in the plane by stochastic gradient descent: edges pull, random points push.
 * Source: McInnes, Healy & Melville 2018 (arXiv:1802.03426), §3.2 and algorithm 5.
 */
import type { Random } from "../../math/random.ts"
import type { SparseMatrix } from "../../math/sparse-matrix.ts"
import { strongest } from "./fuzzy-graph.ts"
import type { UmapCurve } from "./umap-curve.ts"

/** `onEpoch` is called after each of `epochs` rounds, from 1. */
export interface UmapLayoutOptions {
  readonly curve: UmapCurve
  readonly epochs: number
  readonly random: Random
  readonly onEpoch?: ((epoch: number, epochs: number) => void) | undefined
}

const pushes = 5 // for each pull
const furthest = 4 // a point moves at once, along one axis and at the first rate
const softening = 1e-3 // keeps the push of near points finite

const clip = (move: number): number => move > furthest ? furthest : move < -furthest ? -furthest : move

/**
 * Moves the points of `layout` in place. An edge is drawn once in as many epochs as it is weaker than the strongest.
 * Shapes: `graph` [point, point], symmetric, without a diagonal; `layout` [point, 2].
 */
export const layOut = (graph: SparseMatrix, layout: Float64Array, options: UmapLayoutOptions): void => {
  const { columns, rows, starts } = graph
  const { curve: { a, b }, epochs, onEpoch, random } = options
  const most = strongest(graph)
  const between = graph.values.map((value) => epochs / (value / most * epochs)) // epochs from draw to draw
  const next = between.slice()
  const nextPush = between.map((every) => every / pushes)

  const pull = (head: number, tail: number, rate: number): void => {
    const dx = layout[head]! - layout[tail]!
    const dy = layout[head + 1]! - layout[tail + 1]!
    const squared = dx * dx + dy * dy
    const force = squared > 0 ? -2 * a * b * squared ** (b - 1) / (a * squared ** b + 1) : 0
    const moveX = clip(force * dx) * rate
    const moveY = clip(force * dy) * rate
    layout[head]! += moveX
    layout[head + 1]! += moveY
    layout[tail]! -= moveX
    layout[tail + 1]! -= moveY
  }

  const push = (head: number, other: number, rate: number): void => {
    const dx = layout[head]! - layout[other]!
    const dy = layout[head + 1]! - layout[other + 1]!
    const squared = dx * dx + dy * dy
    if (squared === 0 && head === other) return
    const force = squared > 0 ? 2 * b / ((softening + squared) * (a * squared ** b + 1)) : 0
    // Points on one spot have no direction to part in, so one is chosen.
    layout[head]! += (force > 0 ? clip(force * dx) : furthest) * rate
    layout[head + 1]! += (force > 0 ? clip(force * dy) : furthest) * rate
  }

  for (let epoch = 0; epoch < epochs; epoch++) {
    const rate = epoch === 0 ? 1 : 1 - (epoch - 1) / epochs // one epoch late, as in umap-js
    for (let tail = 0; tail < rows; tail++) {
      for (let at = starts[tail]!; at < starts[tail + 1]!; at++) {
        if (next[at]! > epoch) continue
        const head = columns[at]!
        pull(2 * head, 2 * tail, rate)
        next[at]! += between[at]!
        const every = between[at]! / pushes
        const due = Math.floor((epoch - nextPush[at]!) / every)
        for (let i = 0; i < due; i++) push(2 * head, 2 * Math.floor(random.uniform() * rows), rate)
        nextPush[at]! += due * every
      }
    }
    onEpoch?.(epoch + 1, epochs)
  }
}
