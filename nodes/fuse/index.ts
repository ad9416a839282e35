/** Puts what is known of a track from sound and from words side by side. */
export { concatenate } from "./concatenate.ts"
export { viewPair } from "./view-pair.ts"
export { viewPresent } from "./view-present.ts"
