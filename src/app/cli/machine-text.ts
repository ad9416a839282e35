/** The machine of a run in one line. */
import type { Machine } from "../../dataflow/store/run-record.ts"
import { formatBytes } from "./render/format-bytes.ts"
import { plural } from "./render/plural.ts"

/** "linux x64, 2 cores (Intel Xeon), 8.4 GB, node 24.21.0, ort", with the cards where there are any. */
export const machineText = (machine: Machine): string => {
  const { arch, backends, cores, cpu, graphics, memoryBytes, node, os } = machine
  const chip = `${plural(cores, "core")}${cpu === "unknown" || cpu === "" ? "" : ` (${cpu})`}`
  const cards = [...Map.groupBy(graphics, (model) => model)].map(([model, same]) =>
    same.length === 1 ? model : `${same.length} × ${model}`
  )
  return [`${os} ${arch}`, chip, formatBytes(memoryBytes), ...cards, `node ${node}`, ...backends].join(", ")
}
