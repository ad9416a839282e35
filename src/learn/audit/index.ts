/** What is wrong with a collection before anything is learnt from it: duplicates, confounds, imbalance, bad sound. */
export {
  type AuditLimits,
  auditTracks,
  type Collection,
  type ConfoundLine,
  type Finding,
  type FindingKind,
  type SoundFacts,
  type TrackFacts
} from "./audit-tracks.ts"
export { type ClassBalance, classBalance } from "./class-balance.ts"
export { type Confound, confound, type ConfoundData } from "./confound.ts"
export { type DominantGroup, dominantGroups } from "./dominant-groups.ts"
export { equalKeys, exactDuplicates } from "./exact-duplicates.ts"
export { type LabelCode, labelCodes, type LabelColumns, tellingColumns } from "./label-codes.ts"
export { nearDuplicates, type NearPair } from "./near-duplicates.ts"
