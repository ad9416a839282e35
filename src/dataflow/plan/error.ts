/** Errors of wrong usage or configuration: found before anything runs. Each says what, where and what next. */
import * as Runtime from "effect/Runtime"
import * as Schema from "effect/Schema"

/** Wrong usage: exit code 2. */
const usage = 2

/** No file in pipelines/ has this name. */
export class UnknownPipeline extends Schema.TaggedError<UnknownPipeline>()("UnknownPipeline", {
  pipeline: Schema.String,
  known: Schema.Array(Schema.String)
}) {
  override readonly [Runtime.errorExitCode] = usage
  override get message() {
    return `There is no pipeline "${this.pipeline}" in pipelines/.`
  }
}

/** A pipeline file that cannot be compiled, imported or built. */
export class PipelineBroken extends Schema.TaggedError<PipelineBroken>()("PipelineBroken", {
  pipeline: Schema.String,
  problem: Schema.String
}) {
  override readonly [Runtime.errorExitCode] = usage
  override get message() {
    return `Pipeline "${this.pipeline}" cannot be loaded: ${this.problem}`
  }
}

/** A step name the pipeline does not have, on the command line. */
export class UnknownNode extends Schema.TaggedError<UnknownNode>()("UnknownNode", {
  pipeline: Schema.String,
  node: Schema.String,
  given: Schema.String,
  known: Schema.Array(Schema.String)
}) {
  override readonly [Runtime.errorExitCode] = usage
  override get message() {
    return `Pipeline "${this.pipeline}" has no node "${this.node}".`
  }
}

/** A parameter the node, or the pipeline where `node` is "pipeline", does not have, on the command line. */
export class UnknownParameter extends Schema.TaggedError<UnknownParameter>()("UnknownParameter", {
  pipeline: Schema.String,
  node: Schema.String,
  parameter: Schema.String,
  given: Schema.String,
  known: Schema.Array(Schema.String)
}) {
  override readonly [Runtime.errorExitCode] = usage
  override get message() {
    const owner = this.node === "pipeline" ? `Pipeline "${this.pipeline}"` : `Node "${this.node}"`
    return `${owner} has no parameter "${this.parameter}".`
  }
}

/** Parameters that do not fit their schema: all of them, over all nodes. */
export class InvalidParameters extends Schema.TaggedError<InvalidParameters>()("InvalidParameters", {
  pipeline: Schema.String,
  issues: Schema.Array(
    Schema.Struct({ path: Schema.String, message: Schema.String, known: Schema.Array(Schema.String) })
  )
}) {
  override readonly [Runtime.errorExitCode] = usage
  override get message() {
    const lines = this.issues.map(({ path, message }) => `  ${path}: ${message}`)
    return `Pipeline "${this.pipeline}" has invalid parameters:\n${lines.join("\n")}`
  }
}

/** What a pipeline is asked to work on, refused by it. `path` is how it was said. */
export class InvalidData extends Schema.TaggedError<InvalidData>()("InvalidData", {
  path: Schema.String,
  problem: Schema.String,
  hint: Schema.optionalKey(Schema.String)
}) {
  override readonly [Runtime.errorExitCode] = usage
  override get message() {
    return `--data ${this.path}: ${this.problem}`
  }
}

/** A word that the data of a pipeline does not have, such as a column; `known` are those it has. */
export class WordUnknown extends Schema.TaggedError<WordUnknown>()("WordUnknown", {
  pipeline: Schema.String,
  problem: Schema.String,
  given: Schema.String,
  word: Schema.String,
  known: Schema.Array(Schema.String),
  hint: Schema.String
}) {
  override readonly [Runtime.errorExitCode] = usage
  override get message() {
    return this.problem
  }
}

/** A request for a pipeline that takes none. `given` is how it was said. */
export class RequestUnwanted extends Schema.TaggedError<RequestUnwanted>()("RequestUnwanted", {
  pipeline: Schema.String,
  given: Schema.String
}) {
  override readonly [Runtime.errorExitCode] = usage
  override get message() {
    return `${this.given}: pipeline "${this.pipeline}" takes no data.`
  }
}

/** Environment variables that nodes declare and nobody set. */
export class MissingVariables extends Schema.TaggedError<MissingVariables>()("MissingVariables", {
  pipeline: Schema.String,
  missing: Schema.Array(Schema.Struct({ step: Schema.String, name: Schema.String }))
}) {
  override readonly [Runtime.errorExitCode] = usage
  get hint() {
    const names = [...new Set(this.missing.map(({ name }) => name))]
    return `${names.map((name) => `${name}=…`).join(" ")} before the command; a node that can do without declares "${
      names[0]
    }?"`
  }
  override get message() {
    const lines = this.missing.map(({ name, step }) => `  ${step} reads ${name}`)
    return `Pipeline "${this.pipeline}" needs environment variables that are not set:\n${lines.join("\n")}`
  }
}

/** A program that a node runs and that cannot say its version. */
export class ProgramUnusable extends Schema.TaggedError<ProgramUnusable>()("ProgramUnusable", {
  pipeline: Schema.String,
  step: Schema.String,
  program: Schema.String,
  problem: Schema.String
}) {
  override readonly [Runtime.errorExitCode] = usage
  get hint() {
    return `install ${this.program}, or put it on PATH; its node asks for its version with the command it declares`
  }
  override get message() {
    return `Node "${this.step}" of pipeline "${this.pipeline}" cannot use "${this.program}": ${this.problem}`
  }
}

/** A folder or file a node reads that is not there or cannot be read. */
export class SourceUnreadable extends Schema.TaggedError<SourceUnreadable>()("SourceUnreadable", {
  node: Schema.String,
  path: Schema.String,
  problem: Schema.String
}) {
  override readonly [Runtime.errorExitCode] = usage
  override get message() {
    return `Node "${this.node}" cannot read ${this.path}: ${this.problem}`
  }
}
