/** Rows that are too many for memory, read in blocks. In which order training asks for them: batches.ts. */
import { windowBlocks } from "./batches.ts"
import type { RowSource } from "./data.ts"

/** Where blocks come from, such as src/format/npy-file.ts. */
export interface BlockReader {
  readonly rows: number
  readonly cols: number
  /** Copies `count` rows from row `from` on into the beginning of `target`. */
  readonly copy: (from: number, count: number, target: Float32Array) => void
}

/**
 * Rows of `reader`, of which the few blocks used last are kept: 4 · windowBlocks · blockRows · cols bytes. Give
 * TrainingData the same `blockRows`, or nearly every row costs the reading of a block.
 */
export const blockwise = (reader: BlockReader, blockRows: number): RowSource => {
  const { cols, rows } = reader
  const kept = new Map<number, Float32Array>() // the block used last is the last one
  const blockOf = (index: number): Float32Array => {
    let block = kept.get(index)
    if (block === undefined) {
      const [oldest] = kept.keys()
      const isFull = kept.size === windowBlocks
      block = isFull ? kept.get(oldest!)! : new Float32Array(Math.min(blockRows, rows) * cols)
      if (isFull) kept.delete(oldest!)
      reader.copy(index * blockRows, Math.min(blockRows, rows - index * blockRows), block)
    }
    kept.delete(index)
    kept.set(index, block)
    return block
  }
  return {
    rows,
    cols,
    copy: (chosen, target, at) => {
      for (let i = 0; i < chosen.length; i++) {
        const block = blockOf(Math.floor(chosen[i]! / blockRows))
        const start = chosen[i]! % blockRows * cols
        target.set(block.subarray(start, start + cols), (at + i) * cols)
      }
    }
  }
}
