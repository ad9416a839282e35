/** `pipeline ui`: runs, sweeps and artifacts in the browser, while runs go on. Next: src/app/cli/ui/shown.ts. */
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import { spawn } from "node:child_process"
import { randomBytes } from "node:crypto"
import * as path from "node:path"
import { answer, answerJson, remark } from "../answer.ts"
import { openProject } from "../open-project.ts"
import { settings } from "../settings.ts"
import { UsageError } from "../usage-error.ts"

const usualPort = 4141
const highestPort = 65535

/** Asks the system for its browser; where there is none, the address on the terminal must do. */
const openBrowser = (url: string): void => {
  const [command, ...args] = process.platform === "darwin"
    ? ["open", url]
    : process.platform === "win32"
    ? ["rundll32", "url.dll,FileProtocolHandler", url]
    : ["xdg-open", url]
  const child = spawn(command!, args, { stdio: "ignore", detached: true })
  child.on("error", () => process.stderr.write("no browser could be opened: open the address above\n"))
  child.unref()
}

/** The verb: serves until it is interrupted. */
export const ui = Command.make("ui", {
  port: Flag.Int("port").pipe(
    Flag.withMetavar("PORT"),
    Flag.withDescription(`Where to listen on 127.0.0.1; 0 for any that is free (default: ${usualPort})`),
    Flag.withDefault(usualPort)
  ),
  open: Flag.Boolean("open").pipe(
    Flag.withDescription("Open the browser there"),
    Flag.withDefault(false)
  )
}, ({ open, port }) =>
  Effect.scoped(Effect.gen(function*() {
    const { folder, isJson, isQuiet, style } = yield* settings
    if (port < 0 || port > highestPort) {
      return yield* new UsageError({
        tag: "invalid-port",
        message: `A port is a number from 0 to ${highestPort}.`,
        given: `--port ${port}`,
        word: String(port),
        hint: `--port ${usualPort}`
      })
    }
    const { project, store } = yield* openProject(folder)
    const { serve } = yield* Effect.promise(() => import("../ui/serve.ts"))
    const { shownOf } = yield* Effect.promise(() => import("../ui/shown.ts"))
    const name = path.basename(project.root)
    const token = randomBytes(24).toString("base64url")
    const { port: taken, url } = yield* serve({ port, token, shown: shownOf(store, name) })
    if (isJson) yield* answerJson({ url, port: taken, token })
    else yield* answer([`${style.strong(name)}  ${url}`])
    if (!isQuiet && !isJson) yield* remark(["shown to this machine alone, and only shown; Ctrl-C ends it"])
    if (open) yield* Effect.sync(() => openBrowser(url))
    return yield* Effect.never
  }))).pipe(
    Command.withDescription("Show runs, sweeps and artifacts in the browser, live"),
    Command.withExamples([
      { command: "pipeline ui", description: "at port 4141 of this machine, and nowhere else" },
      { command: "pipeline ui --port 0 --open", description: "at any free port, and the browser there" }
    ])
  )
