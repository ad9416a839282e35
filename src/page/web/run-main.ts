/** What the page of a run does in the browser, over a page that can be read without it. Bundled by scripts/build.mjs. */
import { startContents } from "./contents.ts"
import { startTables } from "./tables.ts"
import { startWalk } from "./walk.ts"

startContents()
startTables()
void startWalk()
