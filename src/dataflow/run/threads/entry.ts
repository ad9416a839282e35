/** What a worker thread starts with: import the compiled pipeline and let it serve. */
import { type MessagePort, parentPort, workerData } from "node:worker_threads"
import { importCompiled } from "../../code/import-compiled.ts"
import type { WorkerData } from "./protocol.ts"

const setup = workerData as WorkerData
const { pipeline, serve } = await importCompiled(setup.entry)
serve(pipeline, parentPort as MessagePort, setup)
