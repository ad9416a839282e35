/** Who makes what a stage of DVC reads: other stages, or files of the project. In an order in which they can run. */
import * as path from "node:path"
import type { DvcFile, DvcStage, ParamsUse } from "./dvc-stages.ts"
import { DvcProblem, type Tree, treeOfYaml } from "./dvc-values.ts"
import { identifiers } from "./typescript-words.ts"

/** What a path within the project is on disk. */
export interface Disk {
  readonly read: (file: string) => string | undefined
  readonly kind: (place: string) => "file" | "folder" | undefined
  /** Names in a folder, sorted. */
  readonly names: (folder: string) => ReadonlyArray<string>
}

/** A port of a node and the path it stands for. */
export interface Port {
  readonly port: string
  readonly path: string
}

/** A stage with its ports: files of the project, outputs of other stages, its own outputs, and its parameters. */
export interface WiredStage {
  readonly stage: DvcStage
  readonly sources: ReadonlyArray<Port & { readonly isFile: boolean }>
  readonly inputs: ReadonlyArray<Port & { readonly from: string; readonly output: string }>
  /** `metrics` are files of numbers in it, from its last part on: "eval/live/metrics.json" of "out/eval". */
  readonly outputs: ReadonlyArray<Port & { readonly metrics: ReadonlyArray<string> }>
  /** Parameter files whose values are parameters here, with all they hold. */
  readonly params: ReadonlyArray<ParamsUse & { readonly tree: Tree }>
}

const isWithin = (place: string, folder: string): boolean => folder === "." || place.startsWith(`${folder}/`)

/** Names for ports after the last part of their paths, each once in its node. */
const namer = (): (place: string) => string => {
  const name = identifiers(["inputs", "outputs", "params"])
  return (place) => name(path.posix.basename(place).slice(-60) || "file")
}

/** Stages so that each comes after what it reads; throws DvcProblem for a circle. */
const ordered = (
  stages: ReadonlyArray<DvcStage>,
  readsOf: (stage: DvcStage) => ReadonlyArray<DvcStage>
): ReadonlyArray<DvcStage> => {
  const done = new Set<DvcStage>()
  const open = new Set<DvcStage>()
  const visit = (stage: DvcStage): void => {
    if (done.has(stage)) return
    if (open.has(stage)) throw new DvcProblem(`stage "${stage.name}" depends on itself, through what it makes`)
    open.add(stage)
    readsOf(stage).forEach(visit)
    done.add(stage)
  }
  stages.forEach(visit)
  return [...done]
}

const wordsOf = ({ lines }: DvcStage): string =>
  lines.flat().map((piece) => typeof piece === "string" ? piece : piece.text).join("\n")

/** Files and folders of the project that a command line names, modules of Python's after -m among them. */
const namedIn = (stage: DvcStage, disk: Disk): ReadonlyArray<string> => {
  const text = wordsOf(stage)
  const modules = [...text.matchAll(/\s-m\s+([A-Za-z_]\w*)/g)].flatMap(([, name]) => [name!, `${name}.py`])
  const words = text.split(/[\s'"`;&|<>()=,]+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
  return [...new Set([...words, ...modules])].filter((word) => !path.posix.isAbsolute(word) && !word.includes("\0"))
    .map((word) => path.posix.join(stage.folder, word).replace(/\/$/, ""))
    .filter((place) => place !== "." && !place.startsWith("..") && disk.kind(place) !== undefined)
}

/** Stages with wires. `left` of the file grows by what could not be taken over. */
export const wiredStages = (
  { left, metrics, stages }: DvcFile,
  disk: Disk
): { readonly stages: ReadonlyArray<WiredStage>; readonly left: ReadonlyArray<string> } => {
  const said = [...left]
  const live = stages.filter((stage) => {
    if (stage.isFrozen) said.push(`stage "${stage.name}" is frozen: what it made is read from disk as it is`)
    return !stage.isFrozen
  })
  const makers = new Map<string, DvcStage>()
  for (const stage of live) {
    for (const { path: place } of stage.outs) {
      const other = makers.get(place)
      if (other !== undefined) throw new DvcProblem(`${place} is an output of "${other.name}" and of "${stage.name}"`)
      const above = [...makers.keys()].find((known) => isWithin(place, known) || isWithin(known, place))
      if (above !== undefined) throw new DvcProblem(`the outputs ${above} and ${place} lie within one another`)
      makers.set(place, stage)
    }
  }
  /** Outputs of stages that a path is, lies in, or holds. */
  const madeAt = (stage: DvcStage, place: string): ReadonlyArray<string> =>
    [...makers].filter(([out, maker]) =>
      maker !== stage && (out === place || isWithin(place, out) || isWithin(out, place))
    )
      .map(([out]) => out)

  const inOrder = ordered(
    live,
    (stage) => stage.deps.flatMap((dep) => madeAt(stage, dep).map((out) => makers.get(out)!))
  )
  const ports = new Map<string, Port>() // of outputs, by path
  const wired = inOrder.map((stage): WiredStage => {
    const nameFor = namer()
    const sources: Array<WiredStage["sources"][number]> = []
    const inputs: Array<WiredStage["inputs"][number]> = []
    const params: Array<WiredStage["params"][number]> = []
    const addSource = (place: string): void => {
      if (sources.some((each) => each.path === place)) return
      const kind = disk.kind(place)
      if (kind === undefined) {
        said.push(`stage "${stage.name}" reads ${place}, which is not there now: bring it before you run`)
      }
      const isFile = kind === undefined ? path.posix.extname(place) !== "" : kind === "file"
      sources.push({ port: nameFor(place), path: place, isFile })
    }
    /** A folder with outputs in it: what else lies there is a source by itself. */
    const addRest = (folder: string): void => {
      if (disk.kind(folder) !== "folder") return
      for (const name of disk.names(folder)) {
        const place = folder === "." ? name : `${folder}/${name}`
        if ([...makers.keys()].some((out) => out === place) || name === ".gitignore" || name.endsWith(".dvc")) continue
        if ([...makers.keys()].some((out) => isWithin(out, place))) addRest(place)
        else addSource(place)
      }
    }
    for (const dep of stage.deps) {
      const outs = madeAt(stage, dep)
      if (outs.length === 0) {
        if (path.posix.isAbsolute(dep) || dep.startsWith("..")) {
          said.push(`stage "${stage.name}" depends on ${dep}, outside of the project, which nothing here looks at`)
        } else addSource(dep)
        continue
      }
      for (const out of outs) {
        if (inputs.some((each) => each.path === out)) continue
        inputs.push({ port: nameFor(out), path: out, from: makers.get(out)!.name, output: ports.get(out)!.port })
      }
      if (outs.every((out) => isWithin(out, dep))) addRest(dep)
    }
    for (const use of stage.params) {
      const text = disk.read(use.file)
      if (text === undefined) {
        throw new DvcProblem(`stage "${stage.name}" has parameters in ${use.file}, which is not there`)
      }
      if (/\.(?:ya?ml|json)$/.test(use.file)) params.push({ ...use, tree: treeOfYaml(text, use.file, use.file) })
      else {
        said.push(
          `stage "${stage.name}": a change of anything in ${use.file} counts, as only YAML and JSON can be read by name`
        )
        addSource(use.file)
      }
    }
    const isKnown = (place: string): boolean =>
      [...sources, ...inputs, ...params.map(({ file }) => ({ path: file }))].some((each) =>
        each.path === place || isWithin(place, each.path)
      ) || [...makers.keys()].some((out) => out === place || isWithin(place, out) || isWithin(out, place))
    for (const place of namedIn(stage, disk)) {
      if (isKnown(place)) continue
      said.push(`stage "${stage.name}" names ${place} without depending on it: it does here`)
      addSource(place)
    }
    const defaults = path.posix.join(stage.folder, "params.yaml")
    const readers = sources.filter(({ isFile, path: place }) =>
      isFile && disk.read(place)?.includes("params.yaml") === true
    )
    if (readers.length > 0 && !isKnown(defaults) && disk.kind(defaults) === "file") {
      said.push(
        `stage "${stage.name}" reads params.yaml without depending on it: a change of anything in it counts here`
      )
      addSource(defaults)
    }
    const outputs = stage.outs.map(({ isMetrics, path: place }) => ({
      port: nameFor(place),
      path: place,
      metrics: (isMetrics ? [place] : metrics.filter((each) => each === place || isWithin(each, place)))
        .map((each) => path.posix.join(path.posix.basename(place), path.posix.relative(place, each)).replace(/\/$/, ""))
    }))
    for (const each of outputs) ports.set(each.path, each)
    return { stage, sources, inputs, outputs, params }
  })
  for (
    const place of metrics.filter((each) => ![...makers.keys()].some((out) => out === each || isWithin(each, out)))
  ) {
    said.push(`the metrics in ${place} are in no stage's outputs, so nothing shows them`)
  }
  return { stages: wired, left: said }
}
