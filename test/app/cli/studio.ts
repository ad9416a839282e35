/** A small project driven through the real command: write it, run `pipeline` in it, read both streams and the code. */
import { spawn, spawnSync } from "node:child_process"
import * as path from "node:path"
import { keepCode, lendCode } from "../../dataflow/kept-code.ts"
import { Rig } from "../../dataflow/rig.ts"
import { Resident } from "./resident/resident.ts"

/** The command line's start. */
export const launcher = path.join(import.meta.dirname, "..", "..", "..", "bin", "pipeline.js")

const node = (name: string, body: string) =>
  `import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { json } from "@src/dataflow/kind/json.ts"
import * as Node from "@src/dataflow/dsl/node.ts"
${body.replaceAll("NODE", `export const ${name} = /*#__PURE__*/ Node.make("${name}", `)}
`

const files: Readonly<Record<string, string>> = {
  "nodes/make/numbers.ts": node(
    "numbers",
    `
NODE{
  params: Schema.Struct({ start: Schema.Int }),
  inputs: {},
  outputs: { n: json(Schema.Finite) },
  run: ({ params }) => Effect.succeed({ n: params.start })
})`
  ),
  "nodes/train/train.ts": node(
    "train",
    `
class LossNotFinite extends Error {
  hint = "lower the learning rate"
}
NODE{
  params: Schema.Struct({ beta: Schema.Finite, epochs: Schema.Int, fails: Schema.Boolean, sleepMs: Schema.Int }),
  inputs: { n: json(Schema.Finite) },
  outputs: { loss: json(Schema.Finite) },
  run: ({ inputs, params, report }) =>
    Effect.gen(function*() {
      for (let epoch = 1; epoch <= params.epochs; epoch++) report.progress("epoch", epoch, params.epochs, { loss: 9 / epoch })
      if (params.sleepMs > 0) yield* Effect.sleep(params.sleepMs)
      if (params.fails) return yield* Effect.fail(new LossNotFinite("loss is NaN at epoch 3."))
      const loss = (yield* inputs.n.value) / params.beta
      report.metric("recon", { value: loss, better: "lower" })
      return { loss }
    })
})`
  ),
  "nodes/evaluate/score.ts": node(
    "score",
    `
NODE{
  params: Schema.Struct({}),
  inputs: { loss: json(Schema.Finite) },
  outputs: { score: json(Schema.Finite) },
  run: ({ inputs, report }) =>
    Effect.map(inputs.loss.value, (loss) => {
      report.metric("silhouette", { value: 1 / (1 + loss), better: "higher", baseline: 0.1 })
      return { score: 1 / (1 + loss) }
    })
})`
  ),
  "pipelines/demo.ts": `import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
import { numbers } from "../nodes/make/numbers.ts"
import { train } from "../nodes/train/train.ts"
import { score } from "../nodes/evaluate/score.ts"
export default Pipeline.gen("demo", { seed: 7 }, function*() {
  const { n } = yield* numbers({}, { start: 8 })
  const { loss } = yield* train({ n }, { beta: 4, epochs: 20, fails: false, sleepMs: 0 })
  const scored = yield* score({ loss }, {})
  return { score: scored.score }
})
`
}

/** What a command did. */
export interface CommandResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Text without what differs from run to run and machine to machine: times however long, run ids and hashes. */
export const masked = (text: string): string =>
  text
    .replace(/\b[0-9a-f]{12}\b/g, "<run>")
    .replace(/run [0-9a-f]{6}\b/g, "run <run>")
    .replace(/\/[0-9a-f]{6}\//g, "/<run>/")
    .replace(/; saved about (?:\d+[sm]|[\d.]+h)/g, "")
    .replace(/about (?:\d+[sm]|[\d.]+h)/g, "about 1s")
    .replace(/\b(?:just now|\d+ (?:minute|hour|day)s? ago)/g, "just now")
    .replace(/(?<!about )\b(?:\d+h\d\dm|\d+m\d\ds|\d+(?:\.\d)?s)\b/g, "0.0s")
    .replace(/^ +0\.0s {2}/gm, "   0.0s  ")
    .replace(/ {2}ETA \S+/g, "")
    .replace(/slowest .*/g, "slowest  …")
    .replace(/\bnode \d\d$/gm, "node <major>")
    .replace(/\b[0-9a-f]{7}\b/g, "<hash>")

/** A throw-away project with one pipeline "demo": numbers → train → score. */
export class Studio extends Rig {
  private readonly resident = new Resident()

  constructor() {
    super(files)
  }

  private environment(extra: Readonly<Record<string, string>>): Record<string, string> {
    const { FORCE_COLOR: _, NO_COLOR: __, CI: ___, PIPELINE_CACHE: ____, ...rest } = process.env as Record<
      string,
      string
    >
    return { ...rest, ...extra }
  }

  /** What a command says, unmasked, from the process that stays for this project's commands. */
  said(args: ReadonlyArray<string>, environment: Readonly<Record<string, string>> = {}): CommandResult {
    const isCompiling = args[0] === "run" && !("PIPELINE_CACHE" in environment)
    const name = isCompiling ? lendCode(this.root) : undefined
    const ended = this.resident.ask({ cwd: this.root, args, env: this.environment(environment) })
    keepCode(this.root, name)
    return ended
  }

  /** The same, masked. */
  pipeline(args: ReadonlyArray<string>, environment: Readonly<Record<string, string>> = {}): CommandResult {
    const { code, stderr, stdout } = this.said(args, environment)
    return { code, stdout: masked(stdout), stderr: masked(stderr) }
  }

  /** What a command says as a process of its own, as a person would start it. */
  program(args: ReadonlyArray<string>, environment: Readonly<Record<string, string>> = {}): CommandResult {
    const done = spawnSync(process.execPath, [launcher, ...args], {
      cwd: this.root,
      env: this.environment(environment),
      encoding: "utf8"
    })
    return { code: done.status, stdout: masked(done.stdout), stderr: masked(done.stderr) }
  }

  /** Starts a command and sends it a signal once `marker` shows on stderr. */
  interrupt(
    args: ReadonlyArray<string>,
    marker: string,
    { environment = {}, signal = "SIGINT" }: {
      readonly environment?: Readonly<Record<string, string>>
      readonly signal?: NodeJS.Signals
    } = {}
  ): Promise<CommandResult> {
    const child = spawn(process.execPath, [launcher, ...args], { cwd: this.root, env: this.environment(environment) })
    let [stdout, stderr] = ["", ""]
    let isSent = false
    child.stdout.setEncoding("utf8").on("data", (text: string) => void (stdout += text))
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text
      if (isSent || !stderr.includes(marker)) return
      isSent = true
      child.kill(signal)
    })
    return new Promise((resolve) =>
      child.on("close", (code) => resolve({ code, stdout: masked(stdout), stderr: masked(stderr) }))
    )
  }

  override [Symbol.dispose](): void {
    this.resident[Symbol.dispose]()
    super[Symbol.dispose]()
  }
}
