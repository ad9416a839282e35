import * as Effect from "effect/Effect"
import type { Settings } from "../settings.ts"
import { makeJsonRenderer } from "./json.ts"
import { makePlainRenderer } from "./plain.ts"
import type { Renderer } from "./renderer.ts"
import { processTicker } from "./ticker.ts"
import { makeTtyRenderer } from "./tty.ts"

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
