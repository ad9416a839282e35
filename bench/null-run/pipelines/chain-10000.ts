/** 10000 nodes, see ../shape.ts. */
import { chain } from "../shape.ts"

export default chain("chain-10000", 10000)
