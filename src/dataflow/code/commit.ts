/** Which commit of a project is checked out, as Git tells it: noted with a run, part of no key. */
import * as Effect from "effect/Effect"
import { execFile } from "node:child_process"
import type { Commit } from "../store/run-record.ts"

const ask = ["-c", "core.fsmonitor=false", "--no-optional-locks", "status", "--porcelain=v2", "--branch"] as const

/** The answer of `git status --porcelain=v2 --branch`; undefined before the first commit and outside a repository. */
export const parseStatus = (text: string): Commit | undefined => {
  const hash = /^# branch\.oid ([0-9a-f]{40,64})$/m.exec(text)?.[1]
  const branch = /^# branch\.head (.+)$/m.exec(text)?.[1]
  if (hash === undefined) return undefined
  return {
    hash,
    ...(branch === undefined || branch === "(detached)" ? {} : { branch }),
    isDirty: /^[^#\n]/m.test(text)
  }
}

/** The commit around a folder; undefined without Git, without a repository, or where Git does not answer. */
export const commitOf = (folder: string): Effect.Effect<Commit | undefined> =>
  Effect.callback<Commit | undefined>((resume) => {
    const child = execFile("git", ask, { cwd: folder, timeout: 5000 }, (_error, stdout) => {
      resume(Effect.succeed(parseStatus(stdout))) // also of a list of changes too long to be read to its end
    })
    return Effect.sync(() => void child.kill())
  })
