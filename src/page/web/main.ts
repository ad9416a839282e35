/**
 * What a report does in the browser, over a page that can be read without it. Bundled by scripts/build.mjs.
 *
 * Room: what a report does in the browser: tables, figures, sounds, folds, and the map.
 */
import type { MapData } from "../report/map-data.ts"
import { startContents } from "./contents.ts"
import { element } from "./element.ts"
import { startFigures } from "./figures.ts"
import { mapPoints } from "./map-points.ts"
import { startMap } from "./map.ts"
import { startOriginalLinks } from "./original-links.ts"
import { startPlayButtons } from "./play-buttons.ts"
import { playerOn } from "./player.ts"
import { startSounds } from "./sounds.ts"
import { startTables } from "./tables.ts"
import { startWalk } from "./walk.ts"

startContents()
startTables()
startFigures()
startOriginalLinks()
void startWalk()
const player = playerOn(element("audio", { controls: true, preload: "none", hidden: true }))
startSounds(player)
const [map, data] = [document.getElementById("map"), document.getElementById("map-data")]
if (map !== null && data !== null) {
  const points = mapPoints(JSON.parse(data.textContent) as MapData)
  startMap(map, points, player)
  startPlayButtons(points, player)
}
