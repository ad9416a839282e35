/** What all comparisons of our own code with packages share: packages from a folder of their own, and interleaved rounds. */
import { createRequire } from "node:module"
import * as path from "node:path"
import { pathToFileURL } from "node:url"

/** Imports a package that is not ours from the folder named on the command line, where it was installed to be compared. */
export const peer = async (name: string): Promise<Record<string, unknown>> => {
  const folder = process.argv[2]
  if (folder === undefined) {
    throw new Error(
      "name a folder with the packages to compare: npm install --prefix FOLDER …, as bench/README.md lists them"
    )
  }
  const file = createRequire(path.resolve(folder, "package.json")).resolve(name)
  return await import(pathToFileURL(file).href) as Record<string, unknown>
}

/** Least milliseconds of each candidate over interleaved rounds, after one that warms up; other work only adds. */
export const least = async (
  rounds: number,
  candidates: Readonly<Record<string, () => unknown>>
): Promise<Readonly<Record<string, number>>> => {
  const found: Record<string, number> = {}
  for (let round = -1; round < rounds; round++) {
    for (const [name, run] of Object.entries(candidates)) {
      const begin = performance.now()
      await run()
      const ms = performance.now() - begin
      if (round >= 0) found[name] = Math.min(found[name] ?? Infinity, ms)
    }
  }
  return found
}

/** One line of a table: the case, then each candidate's milliseconds and how many times ours that is. */
export const report = (title: string, times: Readonly<Record<string, number>>): void => {
  const [ours] = Object.values(times)
  const cells = Object.entries(times).map(([name, ms]) =>
    `${name} ${ms.toFixed(ms < 10 ? 2 : 0)} (${(ms / ours!).toFixed(1)})`
  )
  console.log(`${title}: ${cells.join(" · ")}`)
}
