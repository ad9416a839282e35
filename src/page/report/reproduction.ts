/** How the run behind a paper is done again: the last chapter, which no artifact knows. */
import { type Manuscript, type ManuscriptChapter, paragraph, type Words } from "./manuscript.ts"

/** What a run's record says of it; `commands` are typed one after another in the project's folder. */
export interface RunFacts {
  readonly pipeline: string
  readonly run: string
  readonly seed: number
  readonly data?: { readonly name: string; readonly digest: string }
  readonly commit?: { readonly hash: string; readonly isDirty: boolean }
  readonly partita: string
  readonly node?: string
  readonly backends: ReadonlyArray<string>
  readonly commands: ReadonlyArray<string>
}

const dataWords = ({ data }: RunFacts): Words =>
  data === undefined ? [] : [` Its data is “${data.name}”, of SHA-256 `, { code: data.digest }, "."]

const commitWords = ({ commit }: RunFacts): Words =>
  commit === undefined ? [" Its project was in no repository."] : [
    " Its project was at commit ",
    { code: commit.hash },
    commit.isDirty ? ", with changes that are in no commit, so that other numbers may come of it." : "."
  ]

const machineWords = ({ backends, node, partita }: RunFacts): Words => [
  ` It was made by Partita ${partita}${node === undefined ? "" : ` on Node.js ${node}`}${
    backends.length === 0 ? "" : `, with ${backends.join(", ")} for training`
  }. The same data, seed, parameters and code give the same artifacts:`
]

const chapterOf = (facts: RunFacts): ManuscriptChapter => ({
  title: "Reproduction",
  blocks: [
    paragraph(
      "Everything here is of run ",
      { code: facts.run },
      " of pipeline ",
      { code: facts.pipeline },
      `, seed ${facts.seed}.`,
      ...dataWords(facts),
      ...commitWords(facts),
      ...machineWords(facts)
    ),
    { kind: "commands", lines: facts.commands }
  ]
})

/** The paper with its last chapter, before the appendix. */
export const withReproduction = (manuscript: Manuscript, facts: RunFacts): Manuscript => {
  const { chapters } = manuscript
  const main = chapters.filter(({ isAppendix }) => isAppendix !== true)
  const appendix = chapters.filter(({ isAppendix }) => isAppendix === true)
  return { ...manuscript, chapters: [...main, chapterOf(facts), ...appendix] }
}
