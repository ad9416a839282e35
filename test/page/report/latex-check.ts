/** A strict reader of LaTeX: what it lets pass compiles, and holds no command but those a paper is set with. */

const commands = new Set(
  ("documentclass usepackage ifPDFTeX else fi IfFileExists newcommand script textit fontspec ifLuaTeX shaping fromright " +
    "textdir TRT TeXXeTstate beginR endR makeatletter makeatother csname endcsname newfontfamily IfFontExistsTF " +
    "expandafter def setlength emergencystretch LTcapwidth textwidth renewcommand topfraction textfraction floatpagefraction title author date " +
    "begin end maketitle section subsection item cite ref label caption centering includegraphics medskip small " +
    "footnotesize scriptsize toprule midrule bottomrule endfirsthead endhead endfoot multicolumn emph thetable begingroup " +
    "endgroup raggedright arraybackslash shortstack texttt ttfamily bibliographystyle bibliography appendix clearpage " +
    "ensuremath pm times cdot leq geq approx neq infty rightarrow ldots textbackslash textasciicircum textasciitilde " +
    "allowbreak textbraceleft textbraceright textless textgreater textbar textquotedbl textasciigrave textquotesingle alpha beta gamma delta epsilon zeta eta theta " +
    "iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega").split(" ")
)

/** Everything that is wrong with a paper: commands nobody set, groups and environments left open, names nobody gave. */
export const faultsOf = (tex: string, bib: string): ReadonlyArray<string> => {
  const text = tex.replaceAll(/(?<!\\)%.*$/gm, "")
  const body = text.slice(text.indexOf("\\begin{document}"))
  const faults: Array<string> = []
  const used = Array.from(body.matchAll(/\\(?:([A-Za-z]+)|[\s\S])/g)).flatMap(([, name]) => name ?? [])
  faults.push(...used.filter((name) => !commands.has(name)).map((name) => `\\${name} is no command of a paper`))
  let depth = 0
  for (const [, brace] of text.matchAll(/(?<!\\)(?:\\\\)*([{}])/g)) {
    depth += brace === "{" ? 1 : -1
    if (depth < 0) faults.push("a group ends before it begins")
  }
  if (depth !== 0) faults.push(`${depth} groups are open at the end`)
  const open: Array<string> = []
  for (const [, how, name] of text.matchAll(/\\(begin|end)\{(\w+)\}/g)) {
    if (how === "begin") open.push(name!)
    else if (open.pop() !== name) faults.push(`\\end{${name}} ends another environment`)
  }
  faults.push(...open.map((name) => `${name} is open at the end`))
  const labels = Array.from(body.matchAll(/\\label\{([^}]*)\}/g), ([, name]) => name!)
  if (new Set(labels).size !== labels.length) faults.push("a label is given twice")
  for (const [, name] of body.matchAll(/\\ref\{([^}]*)\}/g)) {
    if (!labels.includes(name!)) faults.push(`${name} is no label`)
  }
  const keys = Array.from(bib.matchAll(/^@\w+\{(\w+),$/gm), ([, key]) => key!)
  const cited = Array.from(body.matchAll(/\\cite\{([^}]*)\}/g), ([, all]) => all!.split(",")).flat()
  faults.push(...cited.filter((key) => !keys.includes(key)).map((key) => `${key} is cited and no source`))
  faults.push(...keys.filter((key) => !cited.includes(key)).map((key) => `${key} is a source that nothing cites`))
  for (
    const [, format, rows] of body.matchAll(/\\begin\{(?:tabular|longtable)\}\{(@\{\}.*@\{\})\}\n([\s\S]*?)\\end\{/g)
  ) {
    const columns = format!.replaceAll(/>\{[^}]*\}|@\{\}/g, "").match(/[lr]|p\{[^}]*\}/g)!.length
    for (const row of rows!.split("\n").filter((line) => line.endsWith(" \\\\"))) {
      if (row.split(/(?<!\\)&/).length !== columns) faults.push(`a row has not ${columns} cells: ${row}`)
    }
  }
  if (/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(tex)) { // oxlint-disable-line no-control-regex
    faults.push("a character steers the reader")
  }
  return faults
}
