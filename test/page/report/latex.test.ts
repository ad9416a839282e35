import { expect, it } from "vitest"
import { bibtex, referenceText } from "../../../src/page/report/bibtex.ts"
import { manuscriptLatex } from "../../../src/page/report/manuscript-latex.ts"
import { manuscriptMarkdown } from "../../../src/page/report/manuscript-markdown.ts"
import { type Manuscript, type ManuscriptBlock, paragraph } from "../../../src/page/report/manuscript.ts"
import { paperReferences } from "../../../src/page/report/paper-references.ts"
import { sourcesOf } from "../../../src/page/report/paper-sources.ts"
import { withReproduction } from "../../../src/page/report/reproduction.ts"
import { faultsOf } from "./latex-check.ts"
import { nastyTexts } from "./nasty-text.ts"

const ward = paperReferences.get("ward1963")!

const small: Manuscript = {
  title: "A paper of β",
  origin: ["Written by ", { code: "studies/one" }, "."],
  abstract: ["Nothing is found."],
  chapters: [
    {
      title: "Method",
      blocks: [
        paragraph("By Ward", { cite: ["ward1963"] }, ", as ", { see: "trainings" }, " and ", { see: "map" }, " show."),
        {
          kind: "table",
          id: "trainings",
          caption: "Models.",
          columns: ["Model", "Calinski–Harabasz index"],
          numeric: [false, true],
          rows: [["VAE", "−0.5"]]
        },
        { kind: "figure", id: "map", title: "A map", caption: "Of tracks." },
        { kind: "figure", id: "lost", title: "Lost", caption: "" }
      ]
    },
    { title: "More", blocks: [paragraph("Last.")], isAppendix: true }
  ],
  references: [ward]
}

const files = new Map([["map", { path: "figures/map.png", widthPx: 400, heightPx: 300 }]])

it("a paper in LaTeX cites, refers and sets its tables, and leaves out a figure that has no file", () => {
  const tex = manuscriptLatex(small, files)

  expect(faultsOf(tex, bibtex(small.references))).toEqual([])
  expect(tex).toContain("By Ward~\\cite{ward1963}, as Table~\\ref{tab:trainings} and Figure~\\ref{fig:map} show.")
  expect(tex).toContain("VAE & \\ensuremath{-}0.5 \\\\\n\\bottomrule")
  expect(tex).toContain("Model & \\shortstack[r]{Calinski–\\\\Harabasz\\\\index} \\\\")
  expect(tex).toContain("\\includegraphics[width=80mm]{figures/map.png}")
  expect(tex).not.toContain("Lost")
  expect(tex.indexOf("\\bibliography{")).toBeLessThan(tex.indexOf("\\appendix"))
})

it("the same paper in Markdown numbers its sources, tables and figures", () => {
  const text = manuscriptMarkdown(small, (id) => id === "map" ? "figures/map.svg" : undefined)

  expect(text).toContain("By Ward \\[1\\], as Table 1 and Figure 1 show.")
  expect(text).toContain("| Model | Calinski–Harabasz index |\n| --- | --: |\n| VAE | −0.5 |")
  expect(text).toContain("![A map](figures/map.svg)\n\n**Figure 1.** *A map.* Of tracks.")
  expect(text).toContain(
    "1. Ward, J. H. (1963). Hierarchical grouping to optimize an objective function. JASA, 58, 236–244."
  )
  expect(text.indexOf("## References")).toBeLessThan(text.indexOf("## A More"))
})

it("a source is one BibTeX entry that keeps its capitals, and one written by hand is a note", () => {
  expect(bibtex([paperReferences.get("salton1988")!])).toBe(`@article{salton1988,
  author = {Salton, G. and Buckley, C.},
  title = {{Term-weighting approaches in automatic text retrieval}},
  journal = {Information Processing \\& Management},
  volume = {24},
  pages = {513--523},
  year = {1988}
}
`)
  expect(bibtex([{ key: "repeated", kind: "misc", words: "A {system} of 50 %." }])).toContain(
    "note = {A \\textbraceleft{}system\\textbraceright{} of 50 \\%.}" // BibTeX counts braces after backslashes
  )
  expect(referenceText(paperReferences.get("higgins2017")!)).toMatch(
    /^Higgins, I\., Matthey, L\., Pal, A\., et al\. \(2017\)/
  )
})

it("every source has its fields, and is of a step that needs it alone", () => {
  const step = (node: string, params: unknown) => ({ name: node, node, group: "", params, inputs: [] })
  const keys = (steps: ReadonlyArray<ReturnType<typeof step>>) => sourcesOf(steps).map(({ reference }) => reference.key)

  expect([...paperReferences.values()].filter(({ authors, title, year }) => !authors || !title || !(year! > 1900)))
    .toEqual([])
  expect(keys([step("train-vae", { beta: 1, weightDecay: 0 })])).toEqual(["kingma2014", "kingma2015"])
  expect(keys([step("train-vae", { beta: 4, weightDecay: 0.1 })])).toEqual([
    "kingma2014",
    "higgins2017",
    "loshchilov2019"
  ])
  expect(keys([step("agglomerative", { linkage: "average", k: 5 })])).toEqual(["lance1967"])
  expect(keys([step("view-features", {})])).toEqual([])
})

it("a run's last chapter says how it is done again", () => {
  const whole = withReproduction(small, {
    pipeline: "hard",
    run: "8cee9ffb0ca7",
    seed: 7,
    data: { name: "songs", digest: "055539" },
    commit: { hash: "f1dcbc7", isDirty: true },
    partita: "0.1.0",
    node: "24.1.0",
    backends: ["ort"],
    commands: ["git checkout f1dcbc7", "pipeline run hard --data 'my songs' --seed 7"]
  })

  expect(whole.chapters.map(({ title }) => title)).toEqual(["Method", "Reproduction", "More"])
  expect(manuscriptMarkdown(whole, () => undefined)).toContain(
    "```\ngit checkout f1dcbc7\npipeline run hard --data 'my songs' --seed 7\n```"
  )
  expect(manuscriptLatex(whole, files)).toContain("with changes that are in no commit")
})

const nastyBlocks = (text: string, at: number): ReadonlyArray<ManuscriptBlock> => [
  { kind: "list", items: [[text], [{ cite: ["hand"] }]] },
  { kind: "commands", lines: [text, text] },
  {
    kind: "table",
    id: `${text}${at}`,
    caption: text,
    columns: [text, text],
    numeric: [false, true],
    rows: [[text, text]]
  },
  ...(at === 0 ? [{ kind: "figure", id: "map", title: text, caption: text } as const] : [])
]

it("text from outside is text wherever a paper has some, and equal papers are equal bytes", () => {
  const nasty: Manuscript = {
    title: nastyTexts.join(" "),
    origin: nastyTexts.map((code) => ({ code })),
    abstract: nastyTexts,
    chapters: nastyTexts.map((text, i) => ({ title: text, blocks: nastyBlocks(text, i), isAppendix: i > 5 })),
    references: [{ key: "hand", kind: "misc", words: nastyTexts.join(" ") }]
  }
  const tex = manuscriptLatex(nasty, files)
  const bib = bibtex(nasty.references)

  expect(faultsOf(tex, bib)).toEqual([])
  expect(faultsOf(`\\begin{document}${bib.replaceAll(/^@misc\{hand,|^\}$/gm, "")}\\end{document}`, "")).toEqual([])
  expect(manuscriptLatex(structuredClone(nasty), files)).toBe(tex)
  const markdown = manuscriptMarkdown(nasty, () => undefined)
  expect(markdown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/) // oxlint-disable-line no-control-regex
  const said = manuscriptMarkdown({
    ...nasty,
    origin: [],
    chapters: nasty.chapters.map((chapter) => ({
      ...chapter,
      blocks: chapter.blocks.filter(({ kind }) => kind !== "commands")
    }))
  }, () => undefined)
  expect(said).not.toMatch(/(?<!\\)[<$]/)
})
