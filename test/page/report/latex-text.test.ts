import { expect, it } from "vitest"
import { latexCode, latexText } from "../../../src/page/report/latex-text.ts"
import { faultsOf } from "./latex-check.ts"
import { nastyTexts } from "./nasty-text.ts"

const page = (text: string) => `\\begin{document}\n${text}\n\\end{document}`

it("every character that means something to TeX is set as itself", () => {
  expect(latexText("\\input{/etc/passwd}")).toBe("\\textbackslash{}input\\{/etc/passwd\\}")
  expect(latexText("50 % & #1 $x$ _y_ ^ ~")).toBe(
    "50 \\% \\& \\#1 \\$x\\$ \\_y\\_ \\textasciicircum{} \\textasciitilde{}"
  )
  expect(latexText("[2] *")).toBe("{[}2{]} {*}") // after the end of a row both would be read as its options
})

it("marks that would melt into one are kept apart, a dash of the text stays one", () => {
  expect(latexText("-- '' ,, –")).toBe("-{}- '{}' ,{}, –")
})

it("control characters are spelled out, and marks of direction do nothing", () => {
  expect(latexText("a\u001b[31m\u202eb\nc\u200fd")).toBe(
    "a\\textbackslash{}x1b{[}31m\\textbackslash{}u202eb\\textbackslash{}ncd"
  )
})

it("numbers of a report keep their minus, and Greek letters are those of mathematics", () => {
  expect(latexText("β −0.03 ± 1")).toBe("\\ensuremath{\\beta} \\ensuremath{-}0.03 \\ensuremath{\\pm} 1")
})

it("letters that T1 fonts lack stand in a group of their script, words of one together", () => {
  expect(latexText("Été, শেষ বাস, ok")).toBe("Été, \\script{Bengali}{শেষ বাস}, ok")
  expect(latexText("שלום 日本🎵")).toBe("\\script{Hebrew}{שלום} \\script{Han}{日本}\\script{sign}{🎵}")
})

it.for(nastyTexts)("%s is text, and no command", (text) => {
  expect(faultsOf(page(latexText(text)), "")).toEqual([])
  expect(faultsOf(page(latexCode(text)), "")).toEqual([])
})

it("a word that no line holds may be broken", () => {
  expect(latexText("A".repeat(39))).toBe("A".repeat(39))
  expect(latexText("A".repeat(50))).toBe(
    `${"A".repeat(20)}\\allowbreak{}${"A".repeat(20)}\\allowbreak{}${"A".repeat(10)}`
  )
})

it("commands keep their spaces and straight quotes", () => {
  expect(latexCode("run 'my  songs' --seed 7")).toBe(
    "run \\textquotesingle{}my\\ \\ songs\\textquotesingle{} -{}-seed 7"
  )
})

it("the reader of these tests lets no command, open group or unknown name pass", () => {
  expect(faultsOf(page("\\input{x}"), "")).toEqual(["\\input is no command of a paper"])
  expect(faultsOf(page("{"), "")).toEqual(["1 groups are open at the end"])
  expect(faultsOf(page("\\ref{tab:x} \\cite{y}"), "@misc{z,\n}")).toHaveLength(3)
})
