/** What can go wrong with the cache folder. */
import * as Runtime from "effect/Runtime"
import * as Schema from "effect/Schema"

/** The cache folder cannot be created or written. */
export class CacheUnwritable extends Schema.TaggedError<CacheUnwritable>()("CacheUnwritable", {
  root: Schema.String,
  problem: Schema.String
}) {
  override readonly [Runtime.errorExitCode] = 2
  get hint() {
    return "make the folder writable, or choose another with PIPELINE_CACHE=<folder>"
  }
  override get message() {
    return `The cache folder ${this.root} cannot be written: ${this.problem}`
  }
}

/** The cache folder was laid out by another version of the store. */
export class CacheVersion extends Schema.TaggedError<CacheVersion>()("CacheVersion", {
  root: Schema.String,
  found: Schema.String,
  expected: Schema.String
}) {
  override readonly [Runtime.errorExitCode] = 2
  get hint() {
    return "remove the folder to start afresh, or use the version of partita that made it"
  }
  override get message() {
    return `The cache folder ${this.root} has layout version "${this.found}"; this version reads "${this.expected}".`
  }
}

/** A stored object that is gone, or whose bytes are not the ones its name says. */
export class ObjectLost extends Schema.TaggedError<ObjectLost>()("ObjectLost", {
  digest: Schema.String,
  how: Schema.Literals(["missing", "tampered"])
}) {
  get hint() {
    return "run the pipeline again: what is lost is rebuilt"
  }
  override get message() {
    return `The cached object ${this.digest.slice(0, 12)} is ${this.how}.`
  }
}

/** A file outside the store that is no longer what it was when it was hashed. */
export class FileChanged extends Schema.TaggedError<FileChanged>()("FileChanged", { path: Schema.String }) {
  get hint() {
    return "run the pipeline again to take in the new content"
  }
  override get message() {
    return `${this.path} changed while the pipeline was running.`
  }
}

/** An artifact that cannot be laid out: its name leads elsewhere, or something that is not ours is in its way. */
export class ArtifactRefused extends Schema.TaggedError<ArtifactRefused>()("ArtifactRefused", {
  folder: Schema.String,
  problem: Schema.String
}) {
  get hint() {
    return "a node must name its files plainly, and what is in the way has to be moved; then run again"
  }
  override get message() {
    return `Nothing was written to ${this.folder}: ${this.problem}.`
  }
}
