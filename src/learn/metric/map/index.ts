/** Whether a map in the plane keeps the neighbourhoods of the data. */
export { neighbourRecall } from "./neighbour-recall.ts"
export { continuity, trustworthiness } from "./trustworthiness.ts"
