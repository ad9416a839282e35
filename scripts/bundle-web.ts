/** src/page/web as the scripts that pages carry, one each. They lie in assets/, as the fonts do, and are kept with the sources. */
import { mkdirSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import { fileURLToPath } from "node:url"
import { rolldown } from "rolldown"
import { pageScript, runScript } from "../src/page/report/page-parts.ts"

const root = fileURLToPath(new URL("..", import.meta.url))

/** Entries by the scripts that are made of them. */
export const webScripts: Readonly<Record<string, string>> = {
  [pageScript]: "src/page/web/main.ts",
  [runScript]: "src/page/web/run-main.ts"
}

/** A bundle's text: the same for the same sources, and no tag in it can end the element it stands in. */
export const webBundle = async (script: string): Promise<string> => {
  const bundle = await rolldown({
    cwd: root,
    input: webScripts[script]!,
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

/** Writes them to their places. */
export const bundleWeb = async (): Promise<void> => {
  for (const script of Object.keys(webScripts)) {
    const file = `${root}/${script}`
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, await webBundle(script))
  }
}
