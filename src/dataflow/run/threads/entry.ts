/** What a worker thread starts with: import the compiled pipeline and let it serve. */
import { type MessagePort, parentPort, workerData } from "node:worker_threads"
import { importCompiled } from "../../code/import-compiled.ts"
import type { WorkerData } from "./protocol.ts"
import type { serve as Serve } from "./serve.ts"

const setup = workerData as WorkerData
const { pipeline, serve } = await importCompiled<typeof Serve>(setup.entry)
serve(pipeline, parentPort as MessagePort, setup)
