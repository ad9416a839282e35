import { describe, expect, it } from "vitest"
import { inertCell, originalCell } from "../../src/format/csv-cell.ts"
import { bytesOfName, nameOf, urlPathOf } from "../../src/format/file-name.ts"
import { markdownText } from "../../src/format/markdown-text.ts"
import { visible, visibleJson, visibleWithin } from "../../src/format/visible.ts"
import { controlIn, illegible, nastyTexts } from "../nasty.ts"

describe("visible text", () => {
  it("shows controls, line breaks and overrides as escapes, and leaves every script and sign alone", () => {
    expect(visible("\u001b[31m \n \t \r \u0000 \u009b \u202e \u2028 \ud800")).toBe(
      "\\x1b[31m \\n \\t \\r \\x00 \\x9b \\u202e \\u2028 \\ud800"
    )
    expect(visible("রবীন্দ্রসঙ্গীত 👩‍👩‍👧 \\n ا\u200fب")).toBe("রবীন্দ্রসঙ্গীত 👩‍👩‍👧 \\n ا\u200fب")
  })

  it("is the same when it is made visible again", () => {
    const once = nastyTexts.map(visible)

    expect(once.map(visible)).toEqual(once)
    expect(controlIn(once.join("\n"))).toBeUndefined()
    expect(illegible(once.join("\n"))).toEqual([])
  })

  it("reaches every text of a value, a field called __proto__ included", () => {
    const value = JSON.parse("{\"__proto__\": \"a\\u001b\", \"list\": [\"b\\u0007\", 1, null]}") as object

    expect(JSON.stringify(visibleWithin(value))).toBe("{\"__proto__\":\"a\\\\x1b\",\"list\":[\"b\\\\x07\",1,null]}")
  })

  it("as JSON reads back as it was", () => {
    const json = visibleJson({ texts: nastyTexts }, 2)

    expect(controlIn(json)).toBeUndefined()
    expect(JSON.parse(json)).toEqual({ texts: nastyTexts })
  })

  it("in Markdown is neither code, link, cell nor tag", () => {
    const text = markdownText(nastyTexts.join(" ")).replaceAll(/\\[^\w]/g, "")

    expect(text).not.toMatch(/[|`*[\]<>#&~]/)
    expect(controlIn(markdownText(nastyTexts.join(" ")))).toBeUndefined()
  })
})

describe("cells", () => {
  it("begin with nothing that a spreadsheet runs, and are read back as they were", () => {
    const texts = [
      ...nastyTexts,
      "\t=1",
      "＝1",
      "'=1",
      "''@",
      "'tis",
      "-",
      "+49 170",
      "\\x1b",
      "\\\\\u001b",
      "C:\\x1b\u0007"
    ]

    expect(texts.map(inertCell).filter((cell) => /^[=+\-@\t\r\n＝]/.test(cell))).toEqual([])
    expect(controlIn(texts.map(inertCell).join("\n"))).toBeUndefined()
    expect(texts.map(inertCell).map(originalCell)).toEqual(texts)
  })

  it("that are numbers stay numbers, and foreign cells with an apostrophe stay as they are", () => {
    const numbers = ["-3.5", "+1", "-1e-7", "-.5"]

    expect(numbers.map(inertCell)).toEqual(numbers)
    expect(["'tis", "'-3.5", "'"].map(originalCell)).toEqual(["'tis", "'-3.5", "'"])
  })
})

it("names of files lead to those very files as addresses", () => {
  const names = [
    "a b.wav",
    "100%25.wav",
    "50%.wav",
    "{x}@#?&+;,=.wav",
    "ভাল.wav",
    "e\u0301.wav",
    "new\nline.wav",
    "it's.wav"
  ]
  const found = names.map((name) => urlPathOf(nameOf(Buffer.from(name))))

  expect(found.map((part) => decodeURIComponent(new URL(part, "file:///music/").pathname))).toEqual(
    names.map((name) => `/music/${name}`)
  )
  expect(urlPathOf(nameOf(Buffer.from([0xff, 0x2e])))).toBe("%FF.")
  expect(bytesOfName(nameOf(Buffer.from([0xff, 0x2e])))).toEqual(Buffer.from([0xff, 0x2e]))
})
