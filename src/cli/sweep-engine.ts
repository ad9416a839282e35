/** What the sweep verb uses of src/sweep, in one chunk. */
export { combinations } from "../sweep/grid.ts"
export { runSweep } from "../sweep/sweep.ts"
