/** 1000 nodes, see ../shape.ts. */
import { fan } from "../shape.ts"

export default fan("fan-1000", 1000)
