import * as Effect from "effect/Effect"
import { makeJsonRenderer } from "./render/json.ts"
import { makePlainRenderer } from "./render/plain.ts"
import type { Renderer } from "./render/renderer.ts"
import { processTicker } from "./render/ticker.ts"
import { makeTtyRenderer } from "./render/tty.ts"
import type { Settings } from "./settings.ts"

const silent: Renderer = { onEvent: () => {}, close: () => {} }

/** The renderer the settings ask for, on stderr. */
export const chooseRenderer = ({ errorStyle: style, progress }: Settings): Renderer => {
  const out = process.stderr
  switch (progress) {
    case "tty":
      return makeTtyRenderer(out, { style, ticker: processTicker })
    case "plain":
      return makePlainRenderer(out, { style })
    case "json":
      return makeJsonRenderer(out)
    case "none":
      return silent
  }
}

/** The chosen renderer, which gives the terminal back with the scope, and if the process dies. */
export const makeRenderer = (settings: Settings) =>
  Effect.acquireRelease(
    Effect.sync(() => {
      const renderer = chooseRenderer(settings)
      process.once("exit", renderer.close)
      return renderer
    }),
    (renderer) =>
      Effect.sync(() => {
        process.off("exit", renderer.close)
        renderer.close()
      })
  )
