/** Sound in, a table and a figure out. Run it: npx pipeline run first */
import { Pipeline } from "partita"
import { drawLoudness } from "../nodes/draw-loudness.ts"
import { loudness } from "../nodes/loudness.ts"

export default Pipeline.gen("first", { seed: 1 }, function*() {
  const { frames } = yield* loudness({}, { folder: "sounds", frameSec: 0.05 })
  const { figure } = yield* drawLoudness({ frames }, { title: "Loudness" })
  return { frames, figure }
})
