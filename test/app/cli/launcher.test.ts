import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { Studio } from "./studio.ts"

let studio: Studio
beforeAll(() => {
  studio = new Studio()
})
afterAll(() => studio[Symbol.dispose]())

describe("the launcher", () => {
  it("has the version of package.json", () => {
    const manifest = JSON.parse(fs.readFileSync(path.join(import.meta.dirname, "../../../package.json"), "utf8"))

    expect(studio.program(["--version"]).stdout).toBe(`pipeline ${manifest.version}\n`)
  })

  it("prints help on stdout only, naming every verb", () => {
    const { stderr, stdout } = studio.program(["--help"])

    expect(stderr).toBe("")
    for (
      const verb of ["run", "sweep", "status", "why", "graph", "show", "runs", "metrics", "gc", "export", "doctor"]
    ) {
      expect(stdout).toMatch(new RegExp(`^ +${verb} `, "m"))
    }
  })

  it("prints a completion script", () => {
    expect(studio.pipeline(["--completions", "bash"]).stdout).toContain("complete ")
  })
})
