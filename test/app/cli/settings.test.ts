import { describe, expect, it } from "vitest"
import { hasColor } from "../../../src/app/cli/color.ts"
import { progressMode } from "../../../src/app/cli/settings.ts"

describe("colour", () => {
  it("follows the terminal unless it is dumb", () => {
    expect([hasColor("auto", {}, true), hasColor("auto", {}, false), hasColor("auto", { TERM: "dumb" }, true)])
      .toEqual([true, false, false])
  })

  it("is off under NO_COLOR unless that is empty", () => {
    expect([hasColor("auto", { NO_COLOR: "1" }, true), hasColor("auto", { NO_COLOR: "" }, true)]).toEqual([false, true])
  })

  it("is on under FORCE_COLOR, and off under FORCE_COLOR=0", () => {
    expect([hasColor("auto", { FORCE_COLOR: "1" }, false), hasColor("auto", { FORCE_COLOR: "0" }, true)])
      .toEqual([true, false])
  })

  it("obeys --color before the environment", () => {
    expect([hasColor("always", { NO_COLOR: "1" }, false), hasColor("never", { FORCE_COLOR: "1" }, true)])
      .toEqual([true, false])
  })
})

describe("progress", () => {
  it("is live only on a terminal that is neither dumb nor CI's", () => {
    expect([
      progressMode("auto", {}, true),
      progressMode("auto", {}, false),
      progressMode("auto", { CI: "true" }, true),
      progressMode("auto", { CI: "false" }, true),
      progressMode("auto", { TERM: "dumb" }, true)
    ]).toEqual(["tty", "plain", "plain", "tty", "plain"])
  })

  it("is what --progress says, wherever it goes", () => {
    expect(progressMode("tty", { CI: "true" }, false)).toBe("tty")
  })
})
