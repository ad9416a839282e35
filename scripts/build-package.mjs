// Writes what other projects import into dist/: every module of src/, nodes/ and pipelines/ as .js, .d.ts and source map.
// Modules stay apart, so that a pipeline bundles only what it uses and an error names the file it comes from.
import { execFileSync } from "node:child_process"
import { copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("..", import.meta.url))
const staging = `${root}node_modules/.cache/partita/package-${process.pid}`
const tsc = `${root}node_modules/typescript/bin/tsc`

// one checker: several would each look at what all import
const written = ["-p", `${root}tsconfig.build.json`, "--outDir", staging, "--checkers", "1"]
const checked = process.argv.includes("--unchecked") ? ["--noCheck"] : [] // for who runs `npm run typecheck` besides
execFileSync(process.execPath, [tsc, ...written, ...checked], { stdio: "inherit" })

// tsc names the .ts file in declarations, which are not in the package
for (const file of readdirSync(staging, { recursive: true, encoding: "utf8" })) {
  if (!file.endsWith(".d.ts")) continue
  const text = readFileSync(`${staging}/${file}`, "utf8")
  writeFileSync(`${staging}/${file}`, text.replace(/((?:from |import\()"\.[^"]*)\.ts"/g, "$1.js\""))
}

// the licence of data that stands in the code goes where the code goes
for (const file of readdirSync(`${root}src`, { recursive: true, encoding: "utf8" })) {
  if (file.endsWith(".txt")) copyFileSync(`${root}src/${file}`, `${staging}/src/${file}`)
}

mkdirSync(`${root}dist`, { recursive: true })
for (const folder of readdirSync(staging)) {
  rmSync(`${root}dist/${folder}`, { recursive: true, force: true })
  renameSync(`${staging}/${folder}`, `${root}dist/${folder}`)
}
rmSync(staging, { recursive: true, force: true })
