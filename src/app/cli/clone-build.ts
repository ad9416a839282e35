/** Whether a clone of partita holds what projects import of it, as its sources are now. */
import * as fs from "node:fs"
import * as path from "node:path"

const face = path.join("dist", "src", "dataflow", "index.js") // what `npm run package` writes, and no other build
const sources = ["src", "nodes", "pipelines"]

/** Time of the latest change of a source below a folder, in milliseconds. */
const latestMs = (folder: string): number =>
  fs.readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .reduce((latest, { name, parentPath }) => Math.max(latest, fs.statSync(path.join(parentPath, name)).mtimeMs), 0)

/** "missing" where nothing was built, "older" where a source was changed since; undefined where it is up to date or no clone. */
export const cloneFault = (root: string): "missing" | "older" | undefined => {
  if (!fs.existsSync(path.join(root, "scripts", "build-package.mjs"))) return undefined
  const built = fs.statSync(path.join(root, face), { throwIfNoEntry: false })
  if (built === undefined) return "missing"
  const folders = sources.map((each) => path.join(root, each)).filter((each) => fs.existsSync(each))
  return folders.some((each) => latestMs(each) > built.mtimeMs) ? "older" : undefined
}
