/** src/page/web as the scripts that reports, pages of runs and `pipeline ui` carry. They lie in assets/, as the fonts do, and are kept with the sources. */
import { mkdirSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import { fileURLToPath } from "node:url"
import { rolldown } from "rolldown"
import { pageScript, runScript } from "../src/page/report/page-parts.ts"
import { uiScript } from "../src/page/report/ui-page.ts"

const root = fileURLToPath(new URL("..", import.meta.url))

/** The scripts by their places, and where each begins. */
export const webScripts = {
  [pageScript]: "src/page/web/main.ts",
  [runScript]: "src/page/web/run-main.ts",
  [uiScript]: "src/page/web/ui/main.ts"
}

/** A bundle's text: the same for the same sources, and no tag in it can end the element it stands in. */
export const webBundle = async (input: string): Promise<string> => {
  const bundle = await rolldown({
    cwd: root,
    input,
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

/** Writes all of them to their places. */
export const bundleWeb = async (): Promise<void> => {
  for (const [place, input] of Object.entries(webScripts)) {
    const file = `${root}/${place}`
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, await webBundle(input))
  }
}
