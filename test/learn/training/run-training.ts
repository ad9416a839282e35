/** Starts test/learn/training/child.ts as a process of its own. */
import { fileURLToPath } from "node:url"
import { type Child, runNode } from "../../dataflow/store/run-child.ts"

const script = fileURLToPath(new URL("./child.ts", import.meta.url))

/** Starts the script with these arguments, with `gc` at hand. */
export const runTraining = (...args: ReadonlyArray<string>): Child => runNode("--expose-gc", script, ...args)
