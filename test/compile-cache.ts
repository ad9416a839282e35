/**
 * One cache of compiled modules for all processes and threads of a test run, removed when it ends: a quarter of the work
 * of a run was to strip the types of the same few modules for every thread.
 */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"

export default () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "partita-compiled-"))
  process.env["NODE_COMPILE_CACHE"] = folder
  return () => fs.rmSync(folder, { recursive: true, force: true })
}
