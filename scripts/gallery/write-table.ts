/** `node scripts/gallery/write-table.ts > ten-thousand.csv`: the table of the gallery's largest page. */
import { manyTracks } from "./many-tracks.ts"

process.stdout.write(manyTracks(10_000, 7))
