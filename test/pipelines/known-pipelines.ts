/** The pipelines of this repository by name, for tests that read pages about them. */
import easy from "../../pipelines/easy.ts"
import hard from "../../pipelines/hard.ts"
import medium from "../../pipelines/medium.ts"
import fmaWhisper from "../../pipelines/studies/fma-whisper.ts"
import fourMula from "../../pipelines/studies/four-mula.ts"
import gtzanTable from "../../pipelines/studies/gtzan-table.ts"
import languageBalance from "../../pipelines/studies/language-balance.ts"
import mfccTiledLyrics from "../../pipelines/studies/mfcc-tiled-lyrics.ts"
import syntheticVae from "../../pipelines/studies/synthetic-vae.ts"
import type { Runnable } from "../../src/dataflow/dsl/pipeline.ts"

const all: ReadonlyArray<Runnable> = [
  easy,
  medium,
  hard,
  syntheticVae,
  mfccTiledLyrics,
  fmaWhisper,
  fourMula,
  languageBalance,
  gtzanTable
]

/** Every pipeline under the name it gives itself. */
export const knownPipelines: Readonly<Record<string, Runnable>> = Object.fromEntries(
  all.map((each) => [each.name, each])
)
