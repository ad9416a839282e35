/**
 * What all processes and threads of a test run share: one cache of compiled modules, removed when it ends, as a quarter of
 * the work of a run was to strip the types of the same few modules for every thread; and garbage that is collected less
 * often, which was a seventh of the work of compilers.
 */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"

export default () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "partita-compiled-"))
  process.env["NODE_COMPILE_CACHE"] = folder
  process.env["NODE_OPTIONS"] ??= "--max-semi-space-size=64" // as often as usual was a tenth of a pipeline's run
  process.env["GOGC"] ??= "400" // tsc and esbuild are written in Go
  return () => fs.rmSync(folder, { recursive: true, force: true })
}
