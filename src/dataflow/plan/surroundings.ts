/** What of the machine decides a result: declared environment variables, and the versions of programs that nodes run. */
import * as Effect from "effect/Effect"
import { execFile } from "node:child_process"
import * as fs from "node:fs"
import * as path from "node:path"
import { canonicalJson } from "../../format/canonical-json.ts"
import { digestOf } from "../../format/digest.ts"
import type { Project } from "../code/project.ts"
import type { AnyStep } from "../dsl/node.ts"
import { atomicWrite } from "../store/atomic-write.ts"
import { unlessGone } from "../store/file-error.ts"
import { MissingVariables, ProgramUnusable } from "./error.ts"
import { fixedVariables, givenVariable } from "./given-environment.ts"

/** `env` holds digests by variable, "(unset)" for optional ones; `signature` says which file a program is. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string>>
  readonly program: { readonly name: string; readonly version: string; readonly signature: string } | undefined
}

/** What stands for a variable in keys: a digest, so that no record holds a secret. */
export const variableDigest = (name: string): string => {
  const value = givenVariable(name)
  return value === undefined ? "(unset)" : digestOf(value)
}

/** Where a program lies, by name on PATH or by path within the project, with its time and size. */
export const locateProgram = (
  root: string,
  name: string
): { readonly file: string; readonly signature: string } | undefined => {
  const folders = name.includes("/") ? [root] : (process.env["PATH"] ?? "").split(path.delimiter)
  for (const folder of folders) {
    const file = path.resolve(folder, name)
    const stat = fs.statSync(file, { throwIfNoEntry: false })
    if (stat?.isFile() === true && (stat.mode & 0o111) !== 0) {
      return { file, signature: `${file} ${stat.mtimeMs} ${stat.size}` }
    }
  }
  return undefined
}

const probe = (root: string, file: string, args: ReadonlyArray<string>): Promise<string> =>
  new Promise((resolve, reject) => {
    const env = { ...process.env, ...fixedVariables } // a version is told in one language
    execFile(file, args, { cwd: root, env, timeout: 60_000 }, (error, stdout, stderr) => {
      const said = `${stdout}${stderr}`.trim()
      if (error === null) resolve(said)
      else reject(new Error(said === "" ? error.message : `${error.message.split("\n")[0]}: ${said}`))
    })
  })

/** What a program says of its version; asked again when its file is another one. */
const versionOf = async (project: Project, command: ReadonlyArray<string>) => {
  const [name = "", ...args] = command
  const located = locateProgram(project.root, name)
  if (located === undefined) {
    throw new Error(name.includes("/") ? "there is no such program in the project" : "it is nowhere on PATH")
  }
  const { file, signature } = located
  const known = digestOf(canonicalJson([signature, args]))
  const cache = path.join(project.bundleRoot, "programs", `${known.slice(0, 32)}.txt`)
  const cached = unlessGone(() => fs.readFileSync(cache, "utf8"))
  if (cached !== undefined) return { name, signature, version: cached }
  const version = await probe(project.root, file, args)
  atomicWrite(cache, version, { fsync: false })
  return { name, signature, version }
}

/** Surroundings by step name. Fails with MissingVariables, all of them at once, or ProgramUnusable. */
export const surroundingsOf = Effect.fnUntraced(function*(
  project: Project,
  pipeline: string,
  steps: ReadonlyArray<AnyStep>
) {
  const missing = steps.flatMap(({ definition, name: step }) =>
    definition.env.filter(({ isOptional, name }) => !isOptional && givenVariable(name) === undefined)
      .map(({ name }) => ({ step, name }))
  )
  if (missing.length > 0) return yield* new MissingVariables({ pipeline, missing })
  const asked = new Map<string, Promise<NonNullable<Surroundings["program"]>>>()
  const found = new Map<string, Surroundings>()
  for (const { definition, name: step } of steps) {
    const env = Object.fromEntries(definition.env.map(({ name }) => [name, variableDigest(name)]))
    if (definition.command === undefined) {
      found.set(step, { env, program: undefined })
      continue
    }
    const { version } = definition.command
    const known = canonicalJson(version)
    if (!asked.has(known)) asked.set(known, versionOf(project, version))
    const program = yield* Effect.tryPromise({
      try: () => asked.get(known)!,
      catch: (cause) =>
        new ProgramUnusable({
          pipeline,
          step,
          program: version[0] ?? "",
          problem: cause instanceof Error ? cause.message : String(cause)
        })
    })
    found.set(step, { env, program })
  }
  return found
})
