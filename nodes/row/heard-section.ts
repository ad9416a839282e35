/** A section of what the models learnt that is told in words and heard. */
import type { AudioBlock } from "../../src/page/report/report-section.ts"

/** What such a section says before anything is heard. */
export interface Told {
  readonly id: string
  readonly title: string
  readonly finding: string
  readonly paragraphs: ReadonlyArray<string>
}

/** The words, and below them the sounds in their groups. */
export const heardSection = ({ finding, id, paragraphs, title }: Told, groups: AudioBlock["groups"]) => ({
  id,
  chapter: "models" as const,
  title,
  finding,
  blocks: [{ kind: "text" as const, paragraphs }, { kind: "audio" as const, groups }]
})
