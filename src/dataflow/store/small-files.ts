/**
 * The one reader and writer of the store's small files: records, packs, references, stamps, leases and locks. A file
 * that is empty, torn, mis-shaped, wrongly sealed or a folder counts as absent: it is moved to damaged/, said once in
 * one line, and whoever needs it makes it anew.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { pathProblem } from "../../format/manifest.ts"
import { atomicWrite } from "./atomic-write.ts"
import { faultOf, type MachineFault } from "./fault.ts"
import { isFileError, readOnlyCodes, unlessGone } from "./file-error.ts"
import { noFile, readPlain } from "./plain-file.ts"
import { plain, sealed, type Sealing, unsealed, unsigned } from "./seal.ts"
import type { Shape } from "./shape.ts"

/** What lies under a name. */
export type Found<A> =
  | { readonly _tag: "Sound"; readonly value: A }
  | { readonly _tag: "Absent" }
  | { readonly _tag: "Damaged"; readonly problem: string }

const absent = { _tag: "Absent" } as const
const patienceMs = [2, 20] // without hard links a file is empty or torn for a moment while another process writes it

const pause = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)

/**
 * `warn` hears one line at a time; `refused` is why nothing may be written, if nothing may; `sealing` is how files are
 * sealed, and must be: plainly unless stated; `fsync: false` leaves files to the system where a write does not say.
 */
export interface SmallFilesOptions {
  readonly warn: (warning: string) => void
  readonly refused?: MachineFault | undefined
  readonly sealing?: Sealing
  readonly fsync?: boolean
}

/** Small files below one root, named by their path from there; `at` is for one that lies elsewhere. */
export class SmallFiles {
  readonly root: string
  readonly sealing: Sealing
  /** Whether what is written is safe from power cuts once it is said to be there. */
  readonly fsync: boolean
  private readonly refused: MachineFault | undefined
  private readonly warn: (warning: string) => void
  private readonly said = new Set<string>()
  private readonly unsigned = new Set<string>()

  constructor(root: string, { fsync = true, refused, sealing = plain, warn }: SmallFilesOptions) {
    this.root = root
    this.refused = refused
    this.sealing = sealing
    this.fsync = fsync
    this.warn = warn
  }

  /** Whether the folder may only be read. */
  get isReadOnly(): boolean {
    return this.refused !== undefined
  }

  /** Throws MachineFault where the folder may only be read. */
  assertWritable(): void {
    if (this.refused !== undefined) throw this.refused
  }

  /** What lies under a name, left as it is. Throws the file system's error when the file cannot be read at all. */
  inspect<A>(name: string, shape: Shape<A>, at = `${this.root}/${name}`): Found<A> {
    for (let attempt = 0;; attempt++) {
      const bytes = readPlain(at)
      if (bytes === undefined) return absent
      if ("problem" in bytes) return { _tag: "Damaged", ...bytes }
      const text = bytes.toString("utf8")
      const found = unsealed(name, text, this.sealing)
      if ("value" in found) {
        return shape(found.value)
          ? { _tag: "Sound", value: found.value }
          : { _tag: "Damaged", problem: "does not hold what it should" }
      }
      if (text.endsWith("}") || attempt === patienceMs.length) return { _tag: "Damaged", ...found }
      pause(patienceMs[attempt]!)
    }
  }

  /** The content of a sound file; undefined when there is none, or when a damaged one has just been moved aside. */
  read<A>(name: string, shape: Shape<A>, at = `${this.root}/${name}`): A | undefined {
    const found = this.inspect(name, shape, at)
    if (found._tag === "Damaged") this.setAside(name, found.problem, at)
    return found._tag === "Sound" ? found.value : undefined
  }

  /** Writes a sealed file, whole or not at all; a folder in its place is moved aside. */
  write(name: string, value: object, options = { fsync: this.fsync }, at = `${this.root}/${name}`): void {
    if (fs.lstatSync(at, { throwIfNoEntry: false })?.isDirectory() === true) this.setAside(name, noFile, at)
    atomicWrite(at, this.sealed(name, value), options)
  }

  /** The text of a sealed file. */
  sealed(name: string, value: object): string {
    return sealed(name, value, this.sealing)
  }

  /** Does what only saves time later: left out where nothing may be written, and a fault of the machine is only said. */
  spare(what: string, act: () => void): void {
    if (this.isReadOnly) return
    try {
      act()
    } catch (error) {
      const fault = faultOf(error)
      if (fault === undefined) throw error
      this.sayOnce(what, `${what} cannot be kept. ${fault.message}`)
    }
  }

  /** Warns of something the first time it is said. */
  sayOnce(about: string, line: string): void {
    if (this.said.has(about)) return
    this.said.add(about)
    this.warn(line)
  }

  /**
   * Moves what is damaged to damaged/, keeping its bytes, and says so; answers with its new path. Where it may not be
   * moved it stays, and counts as absent all the same.
   */
  setAside(name: string, problem: string, at = `${this.root}/${name}`): string | undefined {
    if (pathProblem(name) !== undefined) return undefined // a name from a file that leads out of the root
    const aside = `damaged/${name.replaceAll("/", "--")}.${crypto.randomUUID().slice(0, 8)}`
    const target = path.join(this.root, aside)
    const isMoved = this.move(at, target)
    if (isMoved === undefined) return undefined // another process was first
    if (problem === unsigned) this.unsigned.add(name)
    else {this.sayOnce(
        name,
        `${name} ${problem}: ${isMoved ? `kept as ${aside}` : "it is ignored"}, and made anew when needed`
      )}
    return isMoved ? target : undefined
  }

  /** Says in one line how many files met so far were not signed: there may be thousands. */
  sayUnsigned(): void {
    if (this.unsigned.size === 0) return
    const [first] = this.unsigned
    const { size } = this.unsigned
    const what = size === 1 ? `${first} ${unsigned}` : `${size} files, such as ${first}: each ${unsigned}`
    this.unsigned.clear()
    this.warn(
      `${what}; kept in damaged/ and made anew when needed. Somebody without the key writes to this cache`
        + `: see who may, and use   pipeline verify`
    )
  }

  private move(from: string, to: string): boolean | undefined {
    try {
      return unlessGone(() => {
        fs.mkdirSync(path.dirname(to), { recursive: true })
        fs.renameSync(from, to)
        return true
      })
    } catch (error) {
      if (isFileError(error, ...readOnlyCodes)) return false
      if (!isFileError(error, "EXDEV")) throw error
      fs.cpSync(from, to, { recursive: true })
      fs.rmSync(from, { recursive: true, force: true })
      return true
    }
  }
}
