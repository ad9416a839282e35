/** The dvc.yaml above those of pipelines: what their nodes are made of, before, and what they found, after. */
import type { Loaded } from "../plan/loaded.ts"
import { flowList, flowMap, laidOut, scalar, untemplated } from "./dvc-words.ts"
import { type Caller, callFrom, dvcRoot } from "./dvc.ts"

/** What is compiled into pipelines: folders and files at the top of the project, and what locks the packages. */
export const codePlaces = (pipelines: ReadonlyArray<Loaded>, locks: ReadonlyArray<string>): ReadonlyArray<string> => {
  const files = pipelines.flatMap(({ steps }) =>
    steps.flatMap(({ code, modules, services }) =>
      [code, ...Object.values(modules), ...Object.values(services).map(({ fingerprint }) => fingerprint)]
        .flatMap((
          { assets, parts }
        ) => [...Object.keys(parts).map((part) => part.split("#")[0]!), ...Object.keys(assets)])
    )
  )
  const tops = files.filter((file) => /\.\w+$/.test(file)).map((file) => /^(?:\.\.\/)*[^/]+/.exec(file)![0])
  return [...new Set(["pipelines", ...locks, ...tops])].filter((place) => place !== "node_modules").sort()
}

/** The dvc.yaml above those of pipelines: what their nodes are made of, and what they found. */
export const topYaml = (
  pipelines: ReadonlyArray<string>,
  { caller, code }: { readonly code: ReadonlyArray<string>; readonly caller: Caller }
): string => {
  const call = callFrom(caller, undefined)
  const matrix = laidOut("    matrix:", flowMap([["pipeline", flowList(pipelines)]]))
  const folder = `${dvcRoot}/\${item.pipeline}`
  return [
    "# Made by: pipeline export dvc",
    "# dvc repro   runs every pipeline below, dvc repro results@NAME one of them; see docs on DVC.",
    "stages:",
    "  plan: # code, parameters and seeds of each node; fails where the pipeline has outgrown its dvc.yaml",
    ...matrix,
    `    cmd: ${call} export dvc \${item.pipeline} --plan`,
    ...laidOut("    deps:", flowList(code.map(untemplated))),
    `    params: [${scalar(`${folder}/params.yaml`)}: ]`,
    `    outs: [${scalar(`${folder}/plan`)}]`,
    "  results: # metrics and pictures of all nodes, once every node is up to date",
    ...matrix,
    `    cmd: ${call} export dvc \${item.pipeline} --results`,
    `    deps: [${scalar(`${folder}/plan`)}, ${scalar(`${folder}/out`)}]`,
    `    metrics: [${scalar(`${folder}/metrics.json`)}: { cache: false }]`,
    `    plots: [${scalar(`${folder}/plots`)}]`,
    ""
  ].join("\n")
}
