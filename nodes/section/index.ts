/** Evidence as sections of a report: a sentence, pictures, and what can be heard. */
export { hear } from "./hear.ts"
export { presentClasses } from "./present-classes.ts"
export { presentReconstructions } from "./present-reconstructions.ts"
export { presentTraversal } from "./present-traversal.ts"
export { presentWay } from "./present-way.ts"
export { showMerges } from "./show-merges.ts"
export { showRadii } from "./show-radii.ts"
export { showStability } from "./show-stability.ts"
