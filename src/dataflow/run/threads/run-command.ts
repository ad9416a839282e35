/** Runs a node that is another program: files in, the program in a scratch folder and a process group of its own, files out. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { spawn } from "node:child_process"
import * as fs from "node:fs"
import * as path from "node:path"
import type { Readable } from "node:stream"
import type { NodeContext, Reporter } from "../../dsl/context.ts"
import { linesInPlace } from "../../dsl/in-place.ts"
import type { CommandSpec } from "../../dsl/node.ts"
import { attachedColumns } from "../../kind/attached.ts"
import { described } from "../../kind/check.ts"
import { writePlain } from "../../store/plain-file.ts"
import type { LooseKind } from "./inputs.ts"
import { inputPlaces, type Keyed, layInputs } from "./lay-inputs.ts"
import { OutputMismatch } from "./output-check.ts"
import { endGroup } from "./process-group.ts"
import type { StepRequest } from "./protocol.ts"
import type { Workbench } from "./workbench.ts"

const longestLineShown = 200 // of a command line; its log has all of it

/** A program that could not be started, or that ended with anything but 0. */
export class CommandFailed extends Schema.TaggedError<CommandFailed>()("CommandFailed", {
  step: Schema.String,
  line: Schema.String,
  problem: Schema.String,
  tail: Schema.Array(Schema.String),
  log: Schema.String
}) {
  get hint() {
    return `all it printed: ${this.log}`
  }
  override get message() {
    const tail = this.tail.map((line) => `\n  ${line}`).join("")
    const line = this.line.length > longestLineShown ? `${this.line.slice(0, longestLineShown)} …` : this.line
    return `Node "${this.step}": the program ${this.problem}: ${line}${tail}`
  }
}

const tailLines = 20

/** Of the environment a program sees this, and what its node declares. */
const passedOn = ["PATH", "HOME", "LANG", "LC_ALL", "TZ"]

const shown = (words: ReadonlyArray<string>): string =>
  linesInPlace(words) ??
    words.map((word) => /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`).join(" ")

/** Takes a line such as {"progress": {"done": 3, "of": 10, "unit": "epochs", "loss": 0.1}} or {"progress": 0.3}. */
const reportProgress = (report: Reporter, line: string): void => {
  if (!line.startsWith(`{"progress"`)) return
  let progress: unknown
  try {
    progress = (JSON.parse(line) as { readonly progress?: unknown }).progress
  } catch (error) {
    if (error instanceof SyntaxError) return // a line of the program's own
    throw error
  }
  if (typeof progress === "number") return report.progress("%", Math.round(100 * progress), 100)
  if (typeof progress !== "object" || progress === null) return
  const { done, of, unit, ...values } = progress as Readonly<Record<string, unknown>>
  if (typeof done !== "number" || typeof of !== "number") return
  const numbers = Object.entries(values).filter((entry): entry is [string, number] => typeof entry[1] === "number")
  report.progress(typeof unit === "string" ? unit : "steps", done, of, Object.fromEntries(numbers))
}

const longestLine = 65_536 // in characters; what goes on longer than that is taken in pieces

/** Calls `take` with each line of a stream, and its last one also where it does not end. */
const eachLine = (stream: Readable, take: (line: string) => void): void => {
  let rest = ""
  stream.setEncoding("utf8")
  stream.on("data", (text: string) => {
    const lines = (rest + text).split(/\r?\n/)
    rest = lines.pop() ?? ""
    lines.forEach(take)
    if (rest.length < longestLine) return
    take(rest)
    rest = ""
  })
  stream.on("end", () => {
    if (rest !== "") take(rest)
  })
}

interface Start {
  readonly words: ReadonlyArray<string>
  readonly folder: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly log: string
}

/** Starts the program and waits for its end. Resolves to what went wrong, if anything, and its last lines. */
const follow = (bench: Workbench, { env, folder, log, words }: Start) =>
  new Promise<{ readonly problem: string | undefined; readonly tail: ReadonlyArray<string> }>((resolve) => {
    const [program = "", ...args] = words
    fs.mkdirSync(path.dirname(log), { recursive: true })
    if (fs.lstatSync(log, { throwIfNoEntry: false })?.isFile() === false) fs.rmSync(log, { recursive: true })
    writePlain(log, `$ ${shown(words)}\n`, "append") // its name can be foreseen: no link may lead it elsewhere
    const tail: Array<string> = []
    const take = (line: string) => {
      writePlain(log, `${line}\n`, "append")
      tail.push(line)
      if (tail.length > tailLines) tail.shift()
    }
    const child = spawn(program, args, { cwd: folder, env, detached: true, stdio: ["ignore", "pipe", "pipe"] })
    const group = child.pid ?? 0
    Atomics.store(bench.child, 0, group)
    eachLine(child.stdout, (line) => {
      take(line)
      reportProgress(bench.report, line)
    })
    eachLine(child.stderr, take)
    const settle = (problem: string | undefined) => {
      Atomics.store(bench.child, 0, 0)
      resolve({ problem, tail })
    }
    child.on("error", (error) => settle(`cannot be started (${error.message})`))
    child.on("exit", () => endGroup(group)) // what it left running would hold its pipes open
    child.on(
      "close",
      (code, signal) =>
        settle(code === 0 ? undefined : code === null ? `was ended by ${signal}` : `ended with code ${code}`)
    )
  })

type LooseContext = NodeContext<Readonly<Record<string, unknown>>, unknown> & { readonly item?: unknown }

const wordsOf = (command: CommandSpec, context: unknown): ReadonlyArray<string> => {
  const line: unknown = command.line(context as never)
  if (!Array.isArray(line) || line.length === 0 || line[0] === "") {
    throw new TypeError(`the command is ${described(line)}; a list of a program and its arguments is expected`)
  }
  return line.map((word: unknown) => {
    if (word === undefined || word === null || typeof word === "object") {
      throw new TypeError("a word of the command is not text, a number or a boolean; leave out what is undefined")
    }
    return String(word as string | number | boolean)
  })
}

/**
 * What the program made of a step's inputs, as drafts by port. `kinds` are what it is to leave below outputs/; `keyed` is
 * what an item may have by reference.
 * Fails with CommandFailed, or OutputMismatch for an output it did not leave or that cannot be read.
 */
export const runCommand = (
  bench: Workbench,
  request: StepRequest,
  command: CommandSpec,
  context: LooseContext,
  { keyed, kinds }: { readonly kinds: Readonly<Record<string, LooseKind>>; readonly keyed: Keyed | undefined }
): Effect.Effect<Readonly<Record<string, unknown>>, unknown> => {
  const { store, step } = bench
  const folder = path.join(store.scratch(), `command-${crypto.randomUUID()}`)
  const log = path.join(store.root, "logs", `${step.name}-${request.key.slice(0, 12)}.log`)
  const { attach, over } = step.definition.mapped ?? { attach: [], over: undefined }
  const prepare = async () => {
    const { [over ?? ""]: _, ...records } = request.inputs
    fs.mkdirSync(folder, { recursive: true })
    for (const name of ["outputs", "tmp"]) fs.mkdirSync(path.join(folder, name))
    for (const asset of step.definition.assets) {
      fs.mkdirSync(path.dirname(path.join(folder, asset)), { recursive: true })
      fs.copyFileSync(path.join(bench.root, asset), path.join(folder, asset))
    }
    const outputs = Object.fromEntries(
      Object.entries(kinds).map(([port, kind]) => [port, `outputs/${port}${kind.extension}`])
    )
    for (const [port, kind] of Object.entries(kinds)) {
      if (kind.extension === "") fs.mkdirSync(path.join(folder, outputs[port]!))
    }
    const env = Object.fromEntries(passedOn.map((name) => [name, process.env[name]]))
    const words = wordsOf(command, { ...context, inputs: inputPlaces(step, records), outputs })
    await layInputs(store, step, records, folder, { keyed, words })
    return { words, outputs, env: { ...env, TMPDIR: path.join(folder, "tmp"), ...context.env }, folder, log }
  }
  const work = Effect.gen(function*() {
    const start = yield* Effect.promise(prepare)
    const { problem, tail } = yield* Effect.promise(() => follow(bench, start))
    if (problem !== undefined) {
      return yield* new CommandFailed({ step: step.name, line: shown(start.words), problem, tail, log })
    }
    const drafts: Record<string, unknown> = {}
    for (const [port, kind] of Object.entries(kinds)) drafts[port] = yield* read(port, kind, start.outputs[port]!)
    return drafts
  })
  const read = (output: string, kind: LooseKind, place: string) => {
    const refused = (problem: string) => new OutputMismatch({ step: step.name, output, problem })
    const file = path.join(folder, place)
    const found = fs.statSync(file, { throwIfNoEntry: false })
    if (found === undefined) return Effect.fail(refused(`the program left no ${place}`))
    const [is, wanted] = found.isDirectory() ? ["a folder", "file"] : ["a file", "folder"]
    if (found.isDirectory() !== (kind.extension === "")) {
      return Effect.fail(refused(`the program left ${is} at ${place}, where a ${wanted} belongs`))
    }
    return Effect.tryPromise({
      try: () =>
        over === undefined
          ? kind.file!.read(store, file)
          : kind.file!.readItem(store, file, attachedColumns(attach, kind)),
      catch: (cause) => refused(`${place}: ${cause instanceof Error ? cause.message : String(cause)}`)
    })
  }
  return Effect.ensuring(work, Effect.sync(() => fs.rmSync(folder, { recursive: true, force: true })))
}
