/** Writes the pages that are made from the code: docs/cli.md and docs/api. */
import * as fs from "node:fs"
import * as path from "node:path"
import { apiPages } from "./api.ts"
import { cliPage } from "./cli.ts"

const docs = path.join(import.meta.dirname, "../../docs")

fs.writeFileSync(path.join(docs, "cli.md"), await cliPage())
fs.rmSync(path.join(docs, "api"), { recursive: true, force: true })
fs.mkdirSync(path.join(docs, "api"))
for (const [file, text] of apiPages()) fs.writeFileSync(path.join(docs, "api", file), text)
