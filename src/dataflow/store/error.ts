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

/** The cache folder is not one to work in: through a link in it, files elsewhere would be changed. */
export class CacheRefused extends Schema.TaggedError<CacheRefused>()("CacheRefused", {
  root: Schema.String,
  folder: Schema.String
}) {
  override readonly [Runtime.errorExitCode] = 2
  get hint() {
    return "only the cache folder as a whole may be a link: move what is in its place away"
  }
  override get message() {
    return `The cache folder ${this.root} is refused: "${this.folder}" in it is a link or a file, not a folder of its own.`
  }
}

/**
 * The cache folder is not signed with the key that this project has or lacks. "unsigned": it carries no signatures;
 * "keyless": the project has no key; "other": the keys differ.
 */
export class CacheSigned extends Schema.TaggedError<CacheSigned>()("CacheSigned", {
  root: Schema.String,
  how: Schema.Literals(["unsigned", "keyless", "other"])
}) {
  override readonly [Runtime.errorExitCode] = 2
  get hint() {
    if (this.how === "keyless") return "put the key into partita.key (chmod 600), or name its file: PIPELINE_KEY_FILE"
    return this.how === "unsigned"
      ? "pipeline verify --sign   signs what is in it, if you trust all who could write there; or remove the folder"
      : "use the key that it was signed with, or choose another cache with PIPELINE_CACHE=<folder>"
  }
  override get message() {
    const what = { unsigned: "is not signed", keyless: "is signed", other: "is signed with another key" }[this.how]
    const why = this.how === "keyless"
      ? ", and this project has no key"
      : this.how === "unsigned"
      ? " with this project's key"
      : ""
    return `The cache folder ${this.root} ${what}${why}.`
  }
}

/** The project's key is there, but not fit for use. */
export class KeyUnusable extends Schema.TaggedError<KeyUnusable>()("KeyUnusable", {
  file: Schema.String,
  problem: Schema.String
}) {
  override readonly [Runtime.errorExitCode] = 2
  get hint() {
    if (this.problem.startsWith("may be read")) return `chmod 600 ${this.file}`
    if (this.problem.startsWith("lies")) {
      return "move it out of the cache, and make another if somebody may have read it"
    }
    return `(umask 077; openssl rand -hex 32 > ${this.file})   makes a key that you alone may read`
  }
  override get message() {
    return `The project's key ${this.file} ${this.problem}.`
  }
}

/** What opening a store can fail with. */
export type OpenError = CacheUnwritable | CacheVersion | CacheRefused | CacheSigned | KeyUnusable

/** Whether opening a store failed with an error that says what to do. */
export const isOpenError = (error: unknown): error is OpenError =>
  error instanceof CacheUnwritable || error instanceof CacheVersion || error instanceof CacheRefused ||
  error instanceof CacheSigned || error instanceof KeyUnusable

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
