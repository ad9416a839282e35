/** 10000 nodes, see ../shape.ts. */
import { fan } from "../shape.ts"

export default fan("fan-10000", 10000)
