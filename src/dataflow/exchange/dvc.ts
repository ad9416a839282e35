/**
 * Pipelines as DVC's users know them: a folder with a dvc.yaml and a params.yaml for each, whose stages call this command,
 * and one dvc.yaml above them that says what code they are made of and gathers what they found. Next: dvc-families.ts.
 *
 * Room: pipelines and models in the formats of other tools.
 */
import * as path from "node:path"
import { stringify } from "yaml"
import { canonicalJson } from "../../format/canonical-json.ts"
import { digestOf } from "../../format/digest.ts"
import { nameOfRead } from "../dsl/replay.ts"
import { keyRecord } from "../plan/key.ts"
import type { Loaded, LoadedStep } from "../plan/loaded.ts"
import { type Family, familyOf, productOf } from "./dvc-families.ts"
import { type Flow, flowList, flowMap, laidOut, scalar, shellWord, untemplated } from "./dvc-words.ts"

/** Where in a project the folders of pipelines lie. */
export const dvcRoot = "dvc"

/** The folder of a pipeline, below the project. */
export const dvcFolder = (pipeline: string): string => `${dvcRoot}/${pipeline}`

/** How the command is called from the project's root: the program, and a path that is relative to there. */
export interface Caller {
  readonly program: ReadonlyArray<string>
  readonly file: string
}

/** The command as the dvc.yaml of a pipeline calls it, or the one above where there is none. */
export const callFrom = ({ file, program }: Caller, pipeline: string | undefined): string =>
  [...program, file === "" ? "" : path.posix.relative(pipeline === undefined ? "" : dvcFolder(pipeline), file)]
    .filter((word) => word !== "").map(shellWord).join(" ")

const wires = (step: LoadedStep) => Object.values(step.wires)

/** Digest of what the stages say: names, wires, outputs. Where it is another by now, dvc.yaml no longer fits. */
export const shapeOf = ({ pending, steps }: Loaded): string =>
  digestOf(canonicalJson([
    steps.map((
      step
    ) => [step.name, step.wires, Object.keys(step.definition.outputs), Object.keys(step.definition.sources)]),
    pending === undefined ? null : nameOfRead(pending)
  ])).slice(0, 12)

/**
 * What decides the result of each step beside its inputs, by step: code, modules it may import, services, parameters, seed,
 * environment. A stage of DVC depends on this file, so that what is stale here is stale there.
 */
export const planFiles = ({ steps }: Loaded): Readonly<Record<string, string>> =>
  Object.fromEntries(steps.map((step) => [
    step.name,
    `${JSON.stringify(keyRecord(step, {}, Object.keys(step.modules)), null, 2)}\n`
  ]))

/** Parameters as params.yaml holds them: `pipeline` has seed, data and the pipeline's own, each step has its own. */
export const parameterTree = ({ asked, compiled, parameters, seed, steps }: Loaded, data?: string) => ({
  pipeline: {
    seed,
    ...(compiled.pipeline.request === undefined ? {} : { data: data ?? asked.data ?? null }),
    ...parameters
  },
  ...Object.fromEntries(
    steps.filter(({ encodedParams }) => Object.keys(encodedParams as object).length > 0)
      .map(({ encodedParams, name }) => [name, encodedParams])
  )
})

/** The text of params.yaml. `data` is the data set as a path from its folder. */
export const paramsYaml = (pipeline: Loaded, data?: string): string =>
  `# Parameters of ${pipeline.name}, which dvc.yaml beside it runs with.\n` +
  stringify(parameterTree(pipeline, data), { collectionStyle: "any", flowCollectionPadding: false, lineWidth: 130 })

/** A consumer of more inputs than this depends on the folder of alike ones. */
const many = 8

/** Stages by title, and the folder below out/ of those that are gathered, "" for others. */
interface Drawn {
  readonly stages: ReadonlyMap<string, ReadonlyArray<LoadedStep>>
  readonly folderOf: (step: string) => string
  readonly inFolder: (folder: string) => ReadonlyArray<LoadedStep>
}

const distinct = (step: LoadedStep): number => new Set(wires(step).map((wire) => canonicalJson(wire))).size

const isPlain = ({ definition, name }: LoadedStep): boolean =>
  /^[\p{L}\p{N}_-]+$/u.test(name) && Object.keys(definition.sources).length === 0

/** Alike are steps of one room with as many inputs, whose outputs the same steps gather. */
const alike = (steps: ReadonlyArray<LoadedStep>) => {
  const gatherers = steps.filter((step) => distinct(step) > many)
  const gatheredBy = (name: string): ReadonlyArray<string> => [
    ...new Set(gatherers.filter((each) => wires(each).some(({ step }) => step === name)).map((each) => each.name))
  ]
  const groups = new Map<string, { readonly isGathered: boolean; readonly members: Array<LoadedStep> }>()
  for (const step of steps) {
    const by = gatheredBy(step.name)
    const kind = isPlain(step) && distinct(step) <= many ? canonicalJson([step.group, distinct(step), by]) : step.name
    const group = groups.get(kind) ?? { isGathered: by.length > 0, members: [] }
    group.members.push(step)
    groups.set(kind, group)
  }
  return [...groups.values()]
}

/** Alike stages that are said together: in a long pipeline two, in a short one each may have its own name. */
const fewestAlike = (steps: number): number => steps > 50 ? 2 : 3

const fewest = 4 // that lie in a folder of their own

const nodeOf = ({ definition }: LoadedStep): string => definition.node

/** Which of its inputs a step reads from which folder. */
const readsOf = (folderOf: Drawn["folderOf"]) => (step: LoadedStep): string =>
  canonicalJson(wires(step).map((wire) => folderOf(wire.step)))

/** Which outputs it takes, whoever's they are. */
const takes = (step: LoadedStep): string => canonicalJson(wires(step).map((wire) => wire.port))

/** Alike steps as one stage each, in a matrix where their names tell all; single ones under their own names. */
const drawn = (pipeline: Loaded): Drawn => {
  const taken = new Set(pipeline.steps.map(({ name }) => name))
  const free = (title: string): string => {
    let name = title
    for (let i = 2; taken.has(name); i++) name = `${title}-${i}`
    taken.add(name)
    return name
  }
  const folders = new Map<string, string>()
  const groups = alike(pipeline.steps)
  const apart = groups.flatMap((group) =>
    group.members.length >= fewestAlike(pipeline.steps.length)
      ? [group]
      : group.members.map((each) => ({ ...group, members: [each] }))
  )
  const titled = apart.map(({ isGathered, members }) => {
    const [{ definition, group }] = members as [LoadedStep]
    if (members.length === 1) return { title: members[0]!.name, members }
    const isOne = members.every((each) => each.definition.node === definition.node)
    const title = free((isOne ? definition.node : group).replace(/[^\p{L}\p{N}_-]/gu, "-"))
    if (isGathered && members.length >= fewest) { for (const { name } of members) folders.set(name, title) }
    return { title, members }
  })
  const stages = new Map<string, ReadonlyArray<LoadedStep>>()
  const folderOf = (step: string): string => folders.get(step) ?? ""
  const inFolder = (folder: string) => titled.find(({ title }) => title === folder)?.members ?? []
  const all: Drawn = { stages, folderOf, inFolder }
  for (const { members, title } of titled) stages.set(title, members)
  for (const { members, title } of titled) {
    if (members.length === 1) continue
    const cost = (steps: ReadonlyArray<LoadedStep>) => linesOf(pipeline, all, [title, steps], "run").length
    let rest = members
    for (const trait of [nodeOf, readsOf(folderOf), takes]) {
      for (const value of new Set(rest.map(trait))) {
        const [same, others] = [
          rest.filter((each) => trait(each) === value),
          rest.filter((each) => trait(each) !== value)
        ]
        if (same.length < 2 || others.length === 0 || cost(same) + cost(others) >= cost(rest)) continue
        rest = others
        stages.set(free(same[0]!.definition.node), same)
      }
    }
    stages.delete(title)
    stages.set(rest.length > 1 ? title : rest[0]!.name, rest)
  }
  return all
}

/** Paths a stage depends on. Where all of a folder go in, it is the folder. */
const depsOf = (pipeline: Loaded, { folderOf, inFolder }: Drawn, step: LoadedStep): ReadonlyArray<string> => {
  const byName = new Map(pipeline.steps.map((each) => [each.name, each]))
  const read = new Set(wires(step).map((wire) => wire.step))
  const paths = wires(step).map((wire) => {
    const folder = folderOf(wire.step)
    const isWhole = distinct(step) > many && folder !== "" && inFolder(folder).every(({ name }) => read.has(name))
    if (isWhole) return `out/${folder}`
    const extension = byName.get(wire.step)!.definition.outputs[wire.port]!.extension
    return `${placeOf(folder, wire.step)}/${wire.port}${extension}`
  })
  return [...new Set(paths)]
}

const placeOf = (folder: string, step: string): string => folder === "" ? `out/${step}` : `out/${folder}/${step}`

const sourcesOf = (pipeline: Loaded, step: LoadedStep): ReadonlyArray<string> => {
  const { root } = pipeline.compiled.project
  const given = pipeline.asked.data
  return Object.values(step.definition.sources).map((locate) => {
    const place = path.resolve(root, locate(step.params as never))
    if (given !== undefined && place === path.resolve(given)) return "${pipeline.data}"
    return untemplated(pathFrom(root, pipeline.name, place))
  })
}

/** A place as a pipeline's folder names it: relative within the project, absolute beyond. */
export const pathFrom = (root: string, pipeline: string, place: string): string => {
  const isWithin = !path.relative(root, place).startsWith("..")
  return isWithin ? path.relative(path.join(root, dvcFolder(pipeline)), place).split(path.sep).join("/") : place
}

const bodyOf = (cmd: string, deps: ReadonlyArray<string>, outs: ReadonlyArray<string>) =>
  [
    ["cmd", [scalar(cmd)]],
    ["deps", flowList(deps)],
    ...(outs.length === 0 ? [] : [["outs", flowList(outs)] as const])
  ] as const

const single = (pipeline: Loaded, all: Drawn, [title, step]: readonly [string, LoadedStep], run: string) => {
  const deps = [`plan/${step.name}`, ...depsOf(pipeline, all, step)].map(untemplated)
  const outs = Object.keys(step.definition.outputs).length === 0 ? [] : [untemplated(`out/${step.name}`)]
  const body = bodyOf(`\${${run}} ${shellWord(step.name)}`, [...deps, ...sourcesOf(pipeline, step)], outs)
  return laidOut(`  ${scalar(title.replace(/[^\p{L}\p{N}_-]/gu, "-"))}:`, flowMap(body))
}

const rowOf = ({ items, key }: Family["rows"][number]): readonly [string, Flow] => [
  key,
  items.length === 1 ? [scalar(items[0]!)] : flowList(items)
]

const matrixOf = (keys: ReadonlyArray<string>): Flow => {
  const [left, right] = productOf(keys) ?? [keys]
  return flowMap([["of", flowList(left)], ...(right === undefined ? [] : [["in", flowList(right)] as const])])
}

const family = (
  pipeline: Loaded,
  all: Drawn,
  [title, steps]: readonly [string, ReadonlyArray<LoadedStep>],
  run: string
): ReadonlyArray<string> => {
  const { deps, rows, step } = familyOf(steps.map((each) => ({ step: each.name, deps: depsOf(pipeline, all, each) })))
  const folder = all.folderOf(steps[0]!.name)
  const hasOuts = steps.every(({ definition }) => Object.keys(definition.outputs).length > 0)
  const cmd = `\${${run}}${folder === "" ? "" : `/${folder}`} ${step}`
  const body = bodyOf(cmd, [`plan/${step}`, ...deps], hasOuts ? [placeOf(folder, step)] : [])
  if (rows[0]!.items.length === 0) {
    return laidOut(`  ${title}:`, flowMap([["matrix", matrixOf(rows.map(({ key }) => key))], ...body]))
  }
  const table = flowMap(rows.map(rowOf))
  const short = laidOut(`  ${title}:`, flowMap([["foreach", table], ["do", flowMap(body)]]))
  if (short.length <= 8) return short
  return [`  ${title}:`, ...laidOut("    foreach:", table), ...laidOut("    do:", flowMap(body))]
}

/** A stage as lines, whether it is of one step or of several that are alike. */
const linesOf = (
  pipeline: Loaded,
  all: Drawn,
  [title, members]: readonly [string, ReadonlyArray<LoadedStep>],
  run: string
): ReadonlyArray<string> =>
  members.length === 1
    ? single(pipeline, all, [title, members[0]!], run)
    : family(pipeline, all, [title, members], run)

/** Runs in the project's root, where the places that nodes name are. */
const callOf = (caller: Caller, name: string): string => {
  const folder = shellWord(dvcFolder(name))
  const root = path.posix.relative(dvcFolder(name), "")
  return `${callFrom(caller, name)} run ${
    shellWord(name)
  } -q -C ${root} --params ${folder}/params.yaml --into ${folder}/out`
}

/** The dvc.yaml of one pipeline: its nodes, those that are alike as one stage over a table. */
export const dvcYaml = (pipeline: Loaded, caller: Caller): string => {
  const { name, pending, steps } = pipeline
  const free = (word: string): string => steps.some((step) => step.name === word) ? free(`${word}_`) : word
  const [run, shape] = [free("run"), free("shape")]
  const all = drawn(pipeline)
  return [
    `# Pipeline ${name}, made by: pipeline export dvc ${name}`,
    `# dvc repro results@${name}   runs it; plan/ says what each node is made of and out/ holds what it made.`,
    "vars:",
    `  - ${run}: ${scalar(callOf(caller, name))}`,
    `  - ${shape}: ${scalar(shapeOf(pipeline))}`,
    "stages:",
    ...[...all.stages].flatMap((stage) => linesOf(pipeline, all, stage, run)),
    ...(pending === undefined
      ? []
      : [`# and whatever ${nameOfRead(pending).replace(/\p{Cc}/gu, " ")} decides: run ${name}, then export again`]),
    ""
  ].join("\n")
}

/** The shape that a dvc.yaml was made of. */
export const shapeIn = (text: string): string | undefined => /^ {2}- shape_*: "?([0-9a-f]{12})"?$/m.exec(text)?.[1]
