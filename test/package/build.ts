/** The package as others get it, built once for the tests of a file. */
import { execFileSync } from "node:child_process"
import * as path from "node:path"

/** The folder of the package. */
export const packageRoot = path.join(import.meta.dirname, "..", "..")

/** Writes dist/, which the tarball takes whole. The command line is there already: npm test builds it. */
export const buildPackage = (): void => {
  execFileSync(process.execPath, ["scripts/build-package.mjs"], { cwd: packageRoot, stdio: "pipe" })
}
