/** What a paper asks of LaTeX: packages of a base TeX Live alone, for pdfLaTeX, LuaLaTeX and XeLaTeX alike. */
import { type LatexScript, latexScripts, signScript } from "./latex-scripts.ts"

/** Chooses the first of the fonts that is installed, when there is need of one; without any the text font has to do. */
const fontOf = ({ fonts, isRightToLeft = false, name }: LatexScript): string => {
  const choice = fonts.reduceRight(
    (otherwise, font) => `\\IfFontExistsTF{${font}}{\\newfontfamily\\script${name}{${font}}[\\shaping]}{${otherwise}}`,
    `\\newcommand{\\script${name}}{}`
  )
  const turned = isRightToLeft ? `\n  \\expandafter\\def\\csname turn${name}\\endcsname{\\fromright}` : ""
  return `  ${choice}${turned}`
}

const backtick = "`"

const always = String.raw`\usepackage[a4paper,margin=24mm]{geometry}
\usepackage{array,booktabs,longtable,graphicx}
\usepackage{iftex}
\ifPDFTeX
  \usepackage[T1]{fontenc}
  \usepackage{textcomp}
  \IfFileExists{lmodern.sty}{\usepackage{lmodern}}{}
  \newcommand{\script}[2]{\textit{[#1]}} % letters that its fonts lack: LuaLaTeX and XeLaTeX show them
\else
  \usepackage{fontspec}
  \ifLuaTeX
    \newcommand{\shaping}{Renderer=HarfBuzz}
    \newcommand{\fromright}[1]{{\textdir TRT #1}}
  \else
    \newcommand{\shaping}{}
    \TeXXeTstate=1
    \newcommand{\fromright}[1]{{\beginR #1\endR}}
  \fi
  \makeatletter
  \def\first@#1#2\stop@{${backtick}#1}
  \newcommand{\script}[2]{{\csname script#1\endcsname % a font that has none of the letters may not be set from
    \iffontchar\font\first@#2\stop@\relax\@ifundefined{turn#1}{#2}{\csname turn#1\endcsname{#2}}%
    \else\normalfont\textit{[#1]}\fi}}
  \makeatother`

const last = String.raw`\fi
\usepackage[unicode,hidelinks]{hyperref}
\setlength{\emergencystretch}{3em}
\setlength{\LTcapwidth}{\textwidth}
\renewcommand{\topfraction}{0.9}
\renewcommand{\textfraction}{0.07}
\renewcommand{\floatpagefraction}{0.75}`

/** Packages and commands for a text that uses \script with these names. */
export const latexPreamble = (scripts: ReadonlySet<string>): string => {
  const used = [...latexScripts, signScript].filter(({ name }) => scripts.has(name))
  return [always, ...used.map(fontOf), last].join("\n")
}
