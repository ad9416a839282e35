/** What a run's numbers and times depend on of the machine: nothing that names it, or who works at it. */
import * as fs from "node:fs"
import * as os from "node:os"
import type { LoadedStep } from "../plan/loaded.ts"
import { unlessGone } from "../store/file-error.ts"
import type { Machine } from "../store/run-record.ts"

const graphicsRoot = "/proc/driver/nvidia/gpus"

/** Models of NVIDIA's cards, as its driver tells them without starting anything; none where there is no driver. */
export const graphicsOf = (root = graphicsRoot): ReadonlyArray<string> =>
  (unlessGone(() => fs.readdirSync(root)) ?? []).sort().flatMap((card) => {
    const text = unlessGone(() => fs.readFileSync(`${root}/${card}/information`, "utf8"))
    const [, model] = /^Model:\s*(.+?)\s*$/m.exec(text ?? "") ?? []
    return model === undefined ? [] : [model]
  })

/** What steps with a parameter `backend` were given. */
const backendsOf = (steps: ReadonlyArray<LoadedStep>): ReadonlyArray<string> => {
  const given = steps.flatMap(({ encodedParams }) => {
    const { backend } = (encodedParams ?? {}) as { readonly backend?: unknown }
    return typeof backend === "string" ? [backend] : []
  })
  return [...new Set(given)].sort()
}

/** This machine, and what the given steps computed with on it. `cores` are those this process may use. */
export const machineOf = (steps: ReadonlyArray<LoadedStep>): Machine => ({
  os: process.platform,
  arch: process.arch,
  cpu: os.cpus()[0]?.model.trim() ?? "unknown",
  cores: os.availableParallelism(),
  memoryBytes: os.totalmem(),
  node: process.versions.node,
  graphics: graphicsOf(),
  backends: backendsOf(steps)
})
