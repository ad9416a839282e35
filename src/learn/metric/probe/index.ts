/** What a simple classifier can read from vectors, judged on tracks it has not seen. */
export { areaUnderRoc } from "./area-under-roc.ts"
export { type ClassificationScores, classificationScores } from "./classification-scores.ts"
export { fitLogistic, type LogisticModel, type LogisticOptions, logisticProbabilities } from "./logistic-regression.ts"
export { type KnownTracks, nearestVote } from "./nearest-vote.ts"
export { probe, type ProbeKind, type ProbeResult, type ProbeTracks } from "./probe.ts"
export { type GroupedLabels, stratifiedGroupFolds } from "./stratified-group-folds.ts"
