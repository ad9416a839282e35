/** A track's place on a two-dimensional map. */
import { vectors } from "../../src/dataflow/kind/vectors.ts"

/** Map coordinates: columns x and y. For looking only; no metric is computed in them. */
export const MapPoints = vectors("map")
