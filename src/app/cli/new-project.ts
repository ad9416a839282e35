/** The files of a new project: assets/template, a package.json that asks for this partita, and a sound to begin with. */
import * as fs from "node:fs"
import * as path from "node:path"
import { encodeWav16 } from "../../music/audio/wav.ts"
import { version } from "./version.ts"

/** The folder of this package, wherever the command line was bundled to. */
const packageRoot = (): string => {
  for (let folder = import.meta.dirname;; folder = path.dirname(folder)) {
    if (fs.existsSync(path.join(folder, "assets", "template"))) return folder
    if (folder === path.dirname(folder)) throw new Error("assets/template is missing: install partita again")
  }
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

const readManifest = (folder: string): Manifest | undefined => {
  const file = path.join(folder, "package.json")
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) as Manifest : undefined
}

/**
 * How a project in `target` asks for this partita: as the project around it does, with files named from the new place;
 * from a clone, by the clone's folder; else by version.
 */
export const partitaSpecifier = (target: string): string => {
  for (let folder = path.dirname(target);; folder = path.dirname(folder)) {
    const manifest = readManifest(folder)
    const found = manifest?.dependencies?.["partita"] ?? manifest?.devDependencies?.["partita"]
    if (found !== undefined) {
      const [, file] = /^file:(.*)$/.exec(found) ?? []
      return file === undefined ? found : `file:${path.relative(target, path.resolve(folder, file))}`
    }
    if (folder === path.dirname(folder)) break
  }
  const root = packageRoot()
  return fs.existsSync(path.join(root, "scripts", "build.mjs")) ? `file:${path.relative(target, root)}` : version
}

/** The clone that a project in `target` takes partita from; undefined where it takes a version, a tarball or something else. */
export const clonedFrom = (target: string): string | undefined => {
  const [, file] = /^file:(.*)$/.exec(partitaSpecifier(target)) ?? []
  const found = file === undefined ? undefined : path.resolve(target, file)
  return found !== undefined && fs.statSync(found, { throwIfNoEntry: false })?.isDirectory() === true
    ? found
    : undefined
}

const rateHz = 8000
const notesHz = [220, 277.18, 329.63] // A3, C♯4, E4

/** Three seconds of sound: three notes, a second each, that die away. */
const threeNotes = (): Uint8Array =>
  encodeWav16(
    Float32Array.from({ length: notesHz.length * rateHz }, (_, i) => {
      const sec = (i % rateHz) / rateHz
      return 0.8 * Math.exp(-4 * sec) * Math.sin(2 * Math.PI * notesHz[Math.floor(i / rateHz)]! * sec)
    }),
    rateHz
  )

/** npm leaves the first two out of every package and may heed the third, so they are kept under other names. */
const dotted: Readonly<Record<string, string>> = {
  gitignore: ".gitignore",
  npmrc: ".npmrc",
  "yarnrc.yml": ".yarnrc.yml"
}

/** Writes the project into an empty folder; returns its files. */
export const writeProject = (target: string, name: string): ReadonlyArray<string> => {
  const root = packageRoot()
  const { dependencies, devDependencies } = readManifest(root) ?? {}
  const template = path.join(root, "assets", "template")
  const files = fs.readdirSync(template, { recursive: true, encoding: "utf8" })
    .filter((file) => fs.statSync(path.join(template, file)).isFile())
    .map((file): readonly [string, string | Uint8Array] => [
      dotted[file] ?? file,
      fs.readFileSync(path.join(template, file), "utf8").replace("# NAME\n", `# ${name}\n`)
    ])
  const manifest = {
    name,
    version: "0.0.0",
    private: true,
    type: "module",
    scripts: { test: "node --test" },
    dependencies: { effect: dependencies?.["effect"], partita: partitaSpecifier(target) },
    devDependencies: { "@types/node": devDependencies?.["@types/node"] } // for node:test, in editors and tsc
  }
  const all = [
    ...files,
    ["package.json", `${JSON.stringify(manifest, undefined, 2)}\n`],
    ["sounds/three-notes.wav", threeNotes()]
  ] as const
  for (const [file, content] of all) {
    const full = path.join(target, file)
    fs.mkdirSync(path.dirname(full), { recursive: true })
    fs.writeFileSync(full, content)
  }
  return all.map(([file]) => file).sort()
}
