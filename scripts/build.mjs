// Bundles the browser's code into assets/web/, then the command line and the worker into dist/cli/: one small entry for
// --help, chunks for all else.
// Packages other than effect stay where npm put them: they are heavy, native, or find their own files.
import { mkdirSync, renameSync, rmSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { rolldown } from "rolldown"
import { bundleWeb } from "./bundle-web.ts"

const root = fileURLToPath(new URL("..", import.meta.url))
const staging = `node_modules/.cache/partita/build-${process.pid}`
const isBundled = (id) => /^(effect|@effect\/platform-node(-shared)?)(\/|$)/.test(id)
const isBare = (id) => /^[@a-z]/i.test(id) && !/^[a-z]:[\\/]/i.test(id)

await bundleWeb()
const bundle = await rolldown({
  cwd: root,
  input: { pipeline: "src/app/cli/main.ts", worker: "src/dataflow/run/threads/entry.ts" },
  platform: "node",
  external: (id) => id.startsWith("node:") || (isBare(id) && !isBundled(id)),
  treeshake: true,
  logLevel: "warn"
})
await bundle.write({
  dir: staging,
  format: "esm",
  sourcemap: true,
  sourcemapExcludeSources: true, // lines and names are enough for a stack; libraries are a third of the tarball
  minify: true,
  keepNames: true,
  entryFileNames: "[name].js",
  chunkFileNames: "[name]-[hash].js" // flat: code finds ./worker.js beside itself
})
await bundle.close()
mkdirSync(`${root}/dist`, { recursive: true })
rmSync(`${root}/dist/cli`, { recursive: true, force: true })
renameSync(`${root}/${staging}`, `${root}/dist/cli`)
