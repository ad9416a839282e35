#!/usr/bin/env node
// The launcher: checks the runtime before anything modern is parsed, then loads the bundled command line.
import { existsSync, mkdirSync } from "node:fs"
import module from "node:module"
import { fileURLToPath } from "node:url"

process.on("SIGINT", () => process.exit(130)) // until the command line has taken over

const [major, minor] = process.versions.node.split(".").map(Number)
if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(
    `error[old-node]: pipeline needs Node 22.19 or newer, and this is ${process.version}.\n` +
      "   hint: npm install   brings its own runtime; then start it with   npx pipeline\n"
  )
  process.exit(2)
}

const bundle = new URL("../dist/cli/pipeline.js", import.meta.url)
if (!existsSync(bundle)) {
  // a clone builds itself when first called; the package brings dist/
  const build = new URL("../scripts/build.mjs", import.meta.url)
  if (!existsSync(build)) {
    process.stderr.write("error[not-built]: dist/cli/pipeline.js is missing.\n   hint: install partita again\n")
    process.exit(2)
  }
  await import(build.href)
}

const modules = new URL("../node_modules/", import.meta.url)
if (existsSync(modules)) {
  const cache = fileURLToPath(new URL(".cache/partita/compile", modules))
  try {
    mkdirSync(cache, { recursive: true })
    module.enableCompileCache(cache)
  } catch (error) {
    // a read-only installation only starts slower
    if (!["EACCES", "EROFS", "EPERM"].includes(error.code)) throw error
  }
}

await import(bundle.href)
