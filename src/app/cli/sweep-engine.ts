/** What the sweep verb uses of src/dataflow/sweep, in one chunk. */
export { combinations } from "../../dataflow/sweep/grid.ts"
export { runSweep } from "../../dataflow/sweep/sweep.ts"
