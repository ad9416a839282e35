/**
 * What a worker thread starts with: import the compiled pipeline and let it serve. It imports nothing else of ours, which
 * the compiled pipeline brings along: a worker would load every library twice.
 */
import { pathToFileURL } from "node:url"
import { type MessagePort, parentPort, workerData } from "node:worker_threads"
import type { Compiled } from "../../code/import-compiled.ts"
import type { WorkerData } from "./protocol.ts"
import type { serve as Serve } from "./serve.ts"

const setup = workerData as WorkerData
const { serve, ...compiled } = await import(pathToFileURL(setup.entry).href) as Compiled<typeof Serve>
serve(compiled, parentPort as MessagePort, setup)
