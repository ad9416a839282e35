/** 1000 nodes, see ../shape.ts. */
import { chain } from "../shape.ts"

export default chain("chain-1000", 1000)
