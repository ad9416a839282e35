import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { makeFolder } from "../../../src/app/library/make-folder.ts"
import { Studio } from "./studio.ts"

let studio: Studio
beforeAll(() => {
  studio = new Studio()
  studio.pipeline(["run", "demo", "-q"])
})
afterAll(() => studio[Symbol.dispose]())

describe("a mistake on the command line", () => {
  it("in the pipeline's name is met with the nearest one", () => {
    expect(studio.program(["run", "demp"])).toMatchInlineSnapshot(`
      {
        "code": 2,
        "stderr": "error[unknown-pipeline]: There is no pipeline "demp" in pipelines/.
         demp
         ^^^^ did you mean "demo"?
         hint: pipelines here: demo
      ",
        "stdout": "",
      }
    `)
  })

  it("in the name of a pipeline whose runs are asked for is met with those there are", () => {
    expect(studio.pipeline(["runs", "demp"])).toMatchObject({
      code: 2,
      stderr: `error[unknown-pipeline]: There is no pipeline "demp", and none of that name has run.\n` +
        `   demp\n   ^^^^ did you mean "demo"?\n   hint: one of demo\n`
    })
  })

  it("in a licence, or in where to write, is told before anything is written", () => {
    const licensed = studio.pipeline(["export", "ro-crate", "demo", "-o", "crate", "--licence", "as you like"])
    const nowhere = studio.pipeline(["graph", "demo", "-o", "pipelines/demo.ts/graph.svg"])

    expect(licensed).toMatchObject({ code: 2, stderr: expect.stringContaining("error[unknown-licence]") as string })
    expect(nowhere).toMatchObject({ code: 1, stderr: expect.stringContaining("error[machine-fault]") as string })
    expect(fs.existsSync(path.join(studio.root, "crate"))).toBe(false)
  })

  it.runIf(process.platform === "linux")("in a folder where the system makes no files is told at once", () => {
    expect(() => makeFolder("/proc/partita/graphs")).toThrow("Could not write below /proc")
  })

  it("in a node's name is met with the nearest one", () => {
    expect(studio.pipeline(["run", "demo", "--force", "trian"])).toMatchInlineSnapshot(`
      {
        "code": 2,
        "stderr": "error[unknown-node]: Pipeline "demo" has no node "trian".
         --force trian
                 ^^^^^ did you mean "train"?
         hint: pipeline graph demo   lists its nodes
      ",
        "stdout": "",
      }
    `)
  })

  it("in a parameter's name is met with the nearest one, under a caret", () => {
    expect(studio.pipeline(["run", "demo", "--set", "train.bta=4"])).toMatchInlineSnapshot(`
      {
        "code": 2,
        "stderr": "error[unknown-param]: Node "train" has no parameter "bta".
         --set train.bta=4
                     ^^^ did you mean "beta"?
         hint: pipeline show demo train   lists its parameters
      ",
        "stdout": "",
      }
    `)
  })

  it("in parameters' values is told for all nodes at once", () => {
    const result = studio.pipeline(["run", "demo", "--set", "train.beta=high", "--set", "numbers.start=1.5"])

    expect(result.code).toBe(2)
    expect(result.stderr).toContain("numbers.start: ")
    expect(result.stderr).toContain("train.beta: ")
  })

  it("in --set itself says how it is written", () => {
    expect(studio.pipeline(["run", "demo", "--set", "train.beta"])).toMatchInlineSnapshot(`
      {
        "code": 2,
        "stderr": "error[invalid-set]: --set takes <node>.<parameter>=<value>.
         --set train.beta
               ^^^^^^^^^^
         hint: --set train.beta=4
      ",
        "stdout": "",
      }
    `)
  })

  it("in a flag's value is met with what is expected", () => {
    const result = studio.pipeline(["run", "demo", "-j", "0"])

    expect(result.code).toBe(2)
    expect(result.stdout).toBe("")
    expect(result.stderr).toContain("Expected at least 1, got 0")
  })

  it("in a verb is met with the nearest one, and without a page of help", () => {
    expect(studio.pipeline(["rnu", "demo"])).toMatchInlineSnapshot(`
      {
        "code": 2,
        "stderr": "error[unknown-verb]: pipeline has no verb "rnu".
         pipeline rnu
                  ^^^ did you mean "run"?
         hint: pipeline --help
      ",
        "stdout": "",
      }
    `)
  })

  it("in --data names the path", () => {
    const result = studio.pipeline(["run", "demo", "--data", "nowhere"])

    expect(result.code).toBe(2)
    expect(result.stderr).toContain("nowhere")
  })

  it("outside of a project says how to say where it is", () => {
    const result = studio.pipeline(["status", "-C", "/"])

    expect(result.code).toBe(2)
    expect(result.stderr).toContain("error[no-project]")
  })
})
