/**
 * What a report does in the browser, over a page that can be read without it. Bundled by scripts/build.mjs.
 *
 * Room: what a report does in the browser: tables, figures, folds, and the map.
 */
import type { MapData } from "../report/map-data.ts"
import { startContents } from "./contents.ts"
import { startFigures } from "./figures.ts"
import { startMap } from "./map.ts"
import { startTables } from "./tables.ts"

startContents()
startTables()
startFigures()
const [map, data] = [document.getElementById("map"), document.getElementById("map-data")]
if (map !== null && data !== null) startMap(map, JSON.parse(data.textContent) as MapData)
