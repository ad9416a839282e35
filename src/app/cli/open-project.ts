/** The project and its store, for a verb: opened when needed, closed with the scope. */
import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import { printed } from "./render/terminal-text.ts"
import { settings } from "./settings.ts"
import { UsageError } from "./usage-error.ts"

/** Loads what every verb needs of the engine; kept out of --help. */
export const engine = Effect.promise(() => import("./engine.ts"))

/** Makes a folder the working folder, as `-C` asks. */
const enter = (folder: string) =>
  Effect.gen(function*() {
    if (!(fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false)) {
      return yield* new UsageError({ tag: "no-folder", message: `There is no folder ${folder}.`, hint: "-C <folder>" })
    }
    process.chdir(folder)
  })

/** `isSilent` for a verb that tells itself what is damaged; `isTrusted`: store.ts. */
export interface OpenFlags {
  readonly isSilent: boolean
  readonly isTrusted?: boolean
}

/** The project around the folder and its opened store. */
export const openProject = (folder: string, { isSilent, isTrusted = false }: OpenFlags = { isSilent: false }) =>
  Effect.gen(function*() {
    yield* enter(folder)
    const { findProject, isOpenError, readKey, Store } = yield* engine
    const { errorStyle } = yield* settings
    const warn = (warning: string) => {
      if (!isSilent) process.stderr.write(`${printed(`${errorStyle.active("warning")}: ${warning}`)}\n`)
    }
    const project = yield* findProject(folder, process.env["PIPELINE_CACHE"])
    const open = Effect.try({
      try: () => {
        const key = readKey({ ...project, named: process.env["PIPELINE_KEY_FILE"] })
        return Store.open(project.cacheRoot, { fsync: true, warn, key, isTrusted })
      },
      catch: (error) => {
        if (isOpenError(error)) return error
        throw error
      }
    })
    const store = yield* Effect.acquireRelease(open, (opened) => Effect.sync(() => opened.close()))
    return { project, store }
  })
