import * as fs from "node:fs"
import * as path from "node:path"
import type { Environment } from "./color.ts"

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]

/** A Chromium to draw with: PUPPETEER_EXECUTABLE_PATH, else the first on PATH; undefined where there is none. */
export const findChromium = (environment: Environment): string | undefined => {
  const given = environment["PUPPETEER_EXECUTABLE_PATH"]
  if (given !== undefined && given !== "") return fs.existsSync(given) ? given : undefined
  const folders = (environment["PATH"] ?? "").split(path.delimiter).filter((folder) => folder !== "")
  return folders.flatMap((folder) => names.map((name) => path.join(folder, name))).find((file) => fs.existsSync(file))
}
