/** src/page/web as the one script that a report carries. It lies in assets/, as the fonts do, and is kept with the sources. */
import { mkdirSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import { fileURLToPath } from "node:url"
import { rolldown } from "rolldown"
import { pageScript } from "../src/page/report/page-parts.ts"

const root = fileURLToPath(new URL("..", import.meta.url))

/** The bundle's text: the same for the same sources, and no tag in it can end the element it stands in. */
export const webBundle = async (): Promise<string> => {
  const bundle = await rolldown({
    cwd: root,
    input: "src/page/web/main.ts",
    platform: "browser",
    tsconfig: "src/page/web/tsconfig.json",
    treeshake: true,
    logLevel: "warn"
  })
  const { output } = await bundle.generate({ format: "iife", minify: true })
  await bundle.close()
  const [{ code }] = output
  return code.replaceAll(/<(?=\/script|!--)/gi, "\\x3c")
}

/** Writes it to its place. */
export const bundleWeb = async (): Promise<void> => {
  const file = `${root}/${pageScript}`
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, await webBundle())
}
