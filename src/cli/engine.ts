/** What verbs use of the engine and the store, in one chunk that is only loaded when a verb runs. */
export { loadPipeline } from "../engine/load.ts"
export { planRun } from "../engine/plan.ts"
export { findProject, pipelineNames } from "../engine/project.ts"
export { runPipeline } from "../engine/run.ts"
export { standingOf } from "../engine/stamp.ts"
export { Store } from "../store/store.ts"
