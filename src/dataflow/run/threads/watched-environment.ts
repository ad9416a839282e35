/** `process.env` of a thread: what its step declares and what every process needs. */
import type { WorkerData } from "./protocol.ts"
import type { Listener } from "./watch.ts"

/** What programs and libraries are found and told by, none of which should decide a result. */
const always = [
  "PATH",
  "HOME",
  "TMPDIR",
  "TMP",
  "TEMP",
  "LD_LIBRARY_PATH",
  "CUDA_VISIBLE_DEVICES",
  "TF_NUM_INTRAOP_THREADS" // whoever loads libtensorflow checks it: src/learn/training/load-tfjs-node.ts
]

type Variables = Record<string, string | undefined>

/**
 * Replaces the environment of this thread, which shares the process's. While a step is watched it reads what is declared;
 * what it writes reaches native libraries through the process, and itself until it ends. Else all is as it was given.
 */
export const watchEnvironment = ({ declared, variable }: Listener, { fixed, given }: WorkerData): void => {
  const ofProcess = process.env
  const givenOf = (name: string) => Object.hasOwn(given, name) ? given[name] : ofProcess[name]
  const assign = (to: Variables, name: string, value: string | undefined) => {
    if (value !== undefined) to[name] = value
  }
  let shown: Variables = {}
  let shownTo: unknown
  const variables = (): Variables => {
    const now = declared()
    if (now === undefined) return ofProcess
    if (now === shownTo) return shown
    shownTo = now
    shown = {}
    for (const name of always) assign(shown, name, ofProcess[name])
    for (const [name, value] of Object.entries(fixed)) assign(shown, name, value)
    for (const name of now.variables) assign(shown, name, givenOf(name))
    return shown
  }
  const note = (from: Variables, name: string | symbol, trap: object) => {
    if (typeof name !== "string" || from === ofProcess || name in from) return
    if (givenOf(name) !== undefined) variable(name, trap)
  }
  const traps: Required<
    Pick<ProxyHandler<Variables>, "get" | "has" | "getOwnPropertyDescriptor" | "ownKeys" | "set" | "deleteProperty">
  > = {
    get: (_, name) => {
      const from = variables()
      note(from, name, traps.get)
      return Reflect.get(from, name) as unknown
    },
    has: (_, name) => {
      const from = variables()
      note(from, name, traps.has)
      return Reflect.has(from, name)
    },
    getOwnPropertyDescriptor: (_, name) => {
      const from = variables()
      note(from, name, traps.getOwnPropertyDescriptor)
      return Reflect.getOwnPropertyDescriptor(from, name)
    },
    ownKeys: () => Reflect.ownKeys(variables()),
    set: (_, name, value) => {
      const to = variables()
      if (typeof name !== "string") return false
      const text = String(value)
      to[name] = text
      if (to !== ofProcess && !Object.hasOwn(fixed, name)) ofProcess[name] = text
      return true
    },
    deleteProperty: (_, name) => {
      const from = variables()
      if (typeof name !== "string") return true
      delete from[name]
      if (from !== ofProcess && !Object.hasOwn(fixed, name)) delete ofProcess[name]
      return true
    }
  }
  process.env = new Proxy<Variables>({}, traps)
}
