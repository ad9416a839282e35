/** Draws Mermaid text with mermaid-cli and Chromium, where both are installed; nothing else needs a browser. */
import * as Effect from "effect/Effect"
import { spawnSync } from "node:child_process"
import * as fs from "node:fs"
import { createRequire } from "node:module"
import * as os from "node:os"
import * as path from "node:path"
import { findChromium } from "./find-chromium.ts"
import { UsageError } from "./usage-error.ts"

const findCli = (root: string): string | undefined => {
  const manifest = createRequire(path.join(root, "package.json")).resolve.paths("@mermaid-js/mermaid-cli")
    ?.map((folder) => path.join(folder, "@mermaid-js", "mermaid-cli", "src", "cli.js"))
  return manifest?.find((file) => fs.existsSync(file))
}

const missing = (what: string, hint: string) =>
  new UsageError({
    tag: "no-renderer",
    message: `--renderer mermaid needs ${what}.`,
    hint: `${hint}\nor leave --renderer out: Graphviz needs no browser`
  })

/** Draws `text` to a .svg or .png file. Fails with UsageError where mermaid-cli or Chromium is missing. */
export const drawMermaid = (root: string, text: string, output: string) =>
  Effect.gen(function*() {
    const cli = findCli(root)
    if (cli === undefined) {
      return yield* missing(
        "the package @mermaid-js/mermaid-cli",
        "npm install --no-save --ignore-scripts @mermaid-js/mermaid-cli"
      )
    }
    const chromium = findChromium(process.env)
    if (chromium === undefined) return yield* missing("Chromium", "install it, or set PUPPETEER_EXECUTABLE_PATH=<file>")
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pipeline-mermaid-"))
    const [source, config] = [path.join(folder, "graph.mmd"), path.join(folder, "puppeteer.json")]
    const isRoot = process.getuid?.() === 0 // Chromium's sandbox refuses to start as root
    fs.writeFileSync(source, text)
    fs.writeFileSync(config, JSON.stringify({ executablePath: chromium, args: isRoot ? ["--no-sandbox"] : [] }))
    const done = spawnSync(process.execPath, [cli, "-q", "-i", source, "-o", path.resolve(output), "-p", config], {
      encoding: "utf8"
    })
    fs.rmSync(folder, { recursive: true })
    if (done.status !== 0) {
      return yield* new UsageError({
        tag: "mermaid-failed",
        message: `mermaid-cli could not draw the graph: ${done.stderr.trim().split("\n").at(-1) ?? ""}`,
        hint: "leave --renderer out: Graphviz needs no browser"
      })
    }
  })
