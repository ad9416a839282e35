import { execFileSync } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { describe, expect, it } from "vitest"
import { machineText } from "../../../src/app/cli/machine-text.ts"
import { graphicsOf, machineOf } from "../../../src/dataflow/run/machine.ts"
import { temporaryFolder } from "../store/temporary-store.ts"

const said = (program: string, ...args: ReadonlyArray<string>) =>
  execFileSync(program, args, { encoding: "utf8" }).trim()

describe("the machine of a run", () => {
  it("is what the system says of itself, and neither its name nor its user's", () => {
    const machine = machineOf([])

    expect(machine).toMatchObject({
      os: said("uname", "-s").toLowerCase(),
      cores: Number(said("nproc")),
      node: said(process.execPath, "--version").slice(1),
      backends: []
    })
    expect(machine.memoryBytes).toBe(
      1024 * Number(/^MemTotal:\s*(\d+)/m.exec(fs.readFileSync("/proc/meminfo", "utf8"))![1])
    )
    expect(Object.values(machine).flat()).not.toContain(os.hostname())
    expect(Object.keys(machine).sort()).toEqual(
      ["arch", "backends", "cores", "cpu", "graphics", "memoryBytes", "node", "os"]
    )
  })

  it("has the cards that the driver names, each as often as it is there", () => {
    const root = temporaryFolder()
    for (const card of ["0000:01:00.0", "0000:02:00.0"]) {
      fs.mkdirSync(path.join(root, card))
      fs.writeFileSync(path.join(root, card, "information"), "Model: \t\t NVIDIA L4\nIRQ:   \t\t 24\n")
    }

    expect(graphicsOf(root)).toEqual(["NVIDIA L4", "NVIDIA L4"])
    expect(graphicsOf(path.join(root, "none"))).toEqual([])
    expect(
      machineText({
        ...machineOf([]),
        cpu: "Chip",
        cores: 2,
        memoryBytes: 8e9,
        graphics: graphicsOf(root),
        backends: ["ort"]
      })
    )
      .toBe(`linux ${process.arch}, 2 cores (Chip), 8.0 GB, 2 × NVIDIA L4, node ${process.versions.node}, ort`)
  })
})
