/**
 * What a worker thread starts with: fix what it sees of its machine, watch what it reads, import the compiled pipeline and
 * let it serve. It imports no library of ours, which the compiled pipeline brings along: a worker would load each twice.
 */
import { pathToFileURL } from "node:url"
import { type MessagePort, parentPort, workerData } from "node:worker_threads"
import type { Compiled } from "../../code/import-compiled.ts"
import { fixLanguage } from "./fixed-language.ts"
import type { WorkerData } from "./protocol.ts"
import { sayWarnings } from "./say-warnings.ts"
import type { serve as Serve } from "./serve.ts"
import { makeWatch } from "./watch.ts"
import { watchEnvironment } from "./watched-environment.ts"
import { watchFiles } from "./watched-files.ts"
import { watchModules } from "./watched-modules.ts"

const setup = workerData as WorkerData
const port = parentPort as MessagePort
const { listener, watch } = makeWatch(setup)
fixLanguage()
sayWarnings(port)
watchEnvironment(listener, setup)
watchFiles(listener)
watchModules(listener)
if ([0, 6].some((month) => new Date(2020, month).getTimezoneOffset() !== 0)) {
  process.emitWarning("steps see this machine's time zone: runs started in a worker thread cannot fix it")
}
watch.begin({ variables: [], places: [] }) // modules of nodes read as their steps do
const { serve, ...compiled } = await import(pathToFileURL(setup.entry).href) as Compiled<typeof Serve>
watch.end()
serve(compiled, port, { ...setup, watch })
