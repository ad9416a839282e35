/** Paints views of `pipeline ui`, which is started for it over the runs of this folder. */
import { spawn } from "node:child_process"
import * as fs from "node:fs"
import * as path from "node:path"
import type { Browser } from "playwright-core"
import { shotAsWebp, windowOf } from "./shoot-pages.ts"
import type { UiShot } from "./ui-shots.ts"

const address = (output: NodeJS.ReadableStream): Promise<string> =>
  new Promise((resolve, reject) => {
    output.setEncoding?.("utf8")
    output.on("data", (text: string) => {
      const [url] = /http:\S+/.exec(text) ?? []
      if (url !== undefined) resolve(url)
    })
    output.on("end", () => reject(new Error("pipeline ui ended without an address")))
  })

/** Writes the picture of every view. Rejects where the server does not start. */
export const shootUi = async (
  browser: Browser,
  shots: ReadonlyArray<UiShot>,
  { into, root, say }: { readonly into: string; readonly root: string; readonly say: (line: string) => void }
): Promise<void> => {
  const server = spawn(process.execPath, [path.join(root, "bin/pipeline.js"), "ui", "--port", "0"], { cwd: root })
  try {
    const url = await address(server.stdout)
    for (const shot of shots) {
      const page = await browser.newPage(windowOf(shot))
      await page.goto(`${url}${shot.at}`)
      await shot.reach(page)
      fs.writeFileSync(path.join(into, `${shot.name}.webp`), await shotAsWebp(page, shot.name))
      say(`docs/gallery/pages/${shot.name}.webp`)
      await page.close()
    }
  } finally {
    server.kill("SIGINT")
  }
}
