/** Pictures with their sounds, as the sections present-*.ts put them side by side. */
import type { Sound } from "../../src/page/report/report-section.ts"
import { spectrogramWebp } from "../../src/page/report/spectrogram-webp.ts"
import type { HeardRow } from "./heard-row.ts"
import { rowOf, type SeenRows } from "./seen-rows.ts"

const rangeDb = 80 // below the loudest of these pictures all is dark

/** One sound for each picture, called by `nameOf`; pictures in decibels share their colours. Throws for one unheard. */
export const heardTiles = async (
  pictures: SeenRows,
  heard: ReadonlyArray<HeardRow>,
  of: HeardRow["of"],
  nameOf: (id: string, at: number) => string
): Promise<ReadonlyArray<Sound>> => {
  const { data, height, ids, width } = pictures
  const peak = data.reduce((most, level) => Math.max(most, level), -Infinity)
  const tiles: Array<Sound> = []
  for (const [i, id] of ids.entries()) {
    const sound = heard.find((row) => row.id === id && row.of === of)
    if (sound === undefined) throw new Error(`no sound was made of the picture "${id}"`)
    const picture = await spectrogramWebp({ height, width, levels: rowOf(pictures, i) }, {
      floor: peak - rangeDb,
      peak
    })
    tiles.push({ name: nameOf(id, i), opus: sound.opus, picture })
  }
  return tiles
}
