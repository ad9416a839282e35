/** The process of resident.ts: each message is a command, for which the command line's first module is evaluated anew. */
import type { EventEmitter } from "node:events"
import * as path from "node:path"
import { pathToFileURL } from "node:url"
import { endMark } from "./end-mark.ts"
import type { Asked } from "./resident.ts"

const launcher = path.join(import.meta.dirname, "../../../../bin/pipeline.js")
const bundle = pathToFileURL(path.join(import.meta.dirname, "../../../../dist/cli/pipeline.js")).href
const end = process.exit.bind(process)
const speakers: ReadonlyArray<EventEmitter> = [process, process.stdout, process.stderr]

type Listener = (...args: Array<unknown>) => void

/** Everything that listens to this process and its streams, by name. */
const listeners = () =>
  speakers.map((speaker) => new Map(speaker.eventNames().map((name) => [name, speaker.rawListeners(name)])))

/** Those that were not there before. */
const newcomers = (before: ReturnType<typeof listeners>) =>
  listeners().flatMap((now, i) =>
    [...now].flatMap(([name, all]) =>
      all.filter((each) => !before[i]!.get(name)?.includes(each)).map((each) => ({
        speaker: speakers[i]!,
        name,
        listener: each as Listener
      }))
    )
  )

/** What keeps this process alive, as counts by kind. */
const resources = (): string => process.getActiveResourcesInfo().toSorted().join()

let commands = 0

/** Runs one command until nothing of it is left; where a process would end and something is, this one ends too. */
const run = async ({ args, cwd, env }: Asked): Promise<number> => {
  process.chdir(cwd)
  for (const name of Object.keys(process.env)) if (!Object.hasOwn(env, name)) delete process.env[name]
  Object.assign(process.env, env)
  process.argv = [process.execPath, launcher, ...args]
  process.exitCode = undefined
  const before = listeners()
  const atRest = resources()

  const code = await new Promise<number>((resolve, reject) => {
    process.once("beforeExit", resolve)
    process.exit = (given) => {
      const code = Number(given ?? process.exitCode ?? 0)
      if (resources() !== atRest) end(code)
      resolve(code)
      return undefined as never
    }
    import(`${bundle}?${commands++}`).catch(reject)
  })
  process.exitCode = code
  for (const { listener, name, speaker } of newcomers(before)) {
    if (name === "exit") listener.call(speaker, code)
    speaker.removeListener(name, listener)
  }
  return Number(process.exitCode)
}

process.on("message", (asked: Asked) => {
  process.channel!.unref()
  void run(asked).then((code) => {
    process.channel!.ref()
    process.stdout.write(endMark)
    process.stderr.write(endMark)
    process.send!(code)
  })
})

process.on("disconnect", () => end(0))
