/** What verbs use of the engine and the store, in one chunk that is only loaded when a verb runs. */
export { findProject, pipelineNames } from "../../dataflow/code/project.ts"
export { loadPipeline } from "../../dataflow/plan/load.ts"
export { planRun } from "../../dataflow/plan/plan.ts"
export { runPipeline } from "../../dataflow/run/run.ts"
export { standingOf } from "../../dataflow/run/stamp.ts"
export { collectGarbage } from "../../dataflow/store/gc.ts"
export { Store } from "../../dataflow/store/store.ts"
export { verifyStore } from "../../dataflow/store/verify.ts"
