import { describe, expect, it } from "vitest"
import { deedsOf, isShownIn } from "./walkthrough.ts"

describe("a page that is done word for word", () => {
  it("is cut into files and commands, in order", () => {
    const page = [
      "# Page",
      "```ts",
      "// nodes/a.ts",
      "export const a = 1",
      "```",
      "text",
      "```ts",
      "a",
      "```",
      "```console",
      "$ ls -1",
      "a.ts",
      "",
      "$ cat a.ts",
      "```"
    ].join("\n")

    expect(deedsOf(page)).toEqual([
      { kind: "file", path: "nodes/a.ts", text: "// nodes/a.ts\nexport const a = 1\n", line: 2 },
      { kind: "command", command: "ls -1", shown: "a.ts", line: 10 },
      { kind: "command", command: "cat a.ts", shown: "", line: 10 }
    ])
  })

  it("may leave out what differs from day to day, and nothing else", () => {
    const output = "first\n✓ demo up to date in 1.4s  (3 ran, 0 cached)\n  report  a.html\n"

    expect(isShownIn("✓ demo up to date in …s  (3 ran, 0 cached)", output)).toBe(true)
    expect(isShownIn("✓ demo up to date in …s  (3 ran, 0 cached)\n  report  …", output)).toBe(true)
    expect(isShownIn("first\n…\n  report  a.html", output)).toBe(true)
    expect(isShownIn("✓ demo up to date in …s  (2 ran, 1 cached)", output)).toBe(false)
    expect(isShownIn("first\n  report  a.html", output)).toBe(false)
  })
})
