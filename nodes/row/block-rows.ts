/** How pictures too many for memory are learnt from: whole blocks of tracks are read and mixed at a time. */
import * as Param from "../../src/dataflow/dsl/param.ts"

/**
 * Tracks in a block. It decides which tracks an epoch mixes, and what a training holds in memory: 256 pictures of
 * 128 × 128 are 16 MiB, and four blocks are kept.
 */
export const blockRowsParam = Param.positiveInt
