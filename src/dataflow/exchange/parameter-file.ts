/** A file of parameters, as DVC's params.yaml: `pipeline` holds seed, data and the pipeline's own, each step has its own. */
import { parseDocument } from "yaml"
import { canonicalJson } from "../../format/canonical-json.ts"
import type { Loaded, LoadOptions } from "../plan/loaded.ts"
import { settingOf } from "../plan/setting.ts"

type Tree = Readonly<Record<string, Readonly<Record<string, unknown>>>>

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** Parameters by owner. Throws a TypeError that says what of the text is not such a file. */
export const readParameterFile = (text: string): Tree => {
  const document = parseDocument(text)
  if (document.errors.length > 0) throw new TypeError(document.errors[0]!.message.split("\n")[0]!.replace(/:$/, ""))
  const tree: unknown = document.toJS()
  if (!isRecord(tree)) throw new TypeError("it holds no nodes with their parameters")
  for (const [owner, values] of Object.entries(tree)) {
    if (!isRecord(values)) throw new TypeError(`"${owner}" holds no parameters by name`)
  }
  const { data, seed } = isRecord(tree["pipeline"]) ? tree["pipeline"] : {}
  if (seed !== undefined && !Number.isSafeInteger(seed)) throw new TypeError("pipeline.seed is no whole number")
  if (data !== undefined && data !== null && typeof data !== "string") throw new TypeError("pipeline.data is no text")
  return tree as Tree
}

/** The seed and the data that a file asks for. */
export const askedIn = ({ pipeline = {} }: Tree): Pick<LoadOptions, "data" | "seed"> => ({
  ...(typeof pipeline["data"] === "string" ? { data: pipeline["data"] } : {}),
  ...(typeof pipeline["seed"] === "number" ? { seed: pipeline["seed"] } : {})
})

const isSame = (a: unknown, b: unknown): boolean => b !== undefined && canonicalJson(a ?? null) === canonicalJson(b)

/** As `--set` would say it: what a file gives another value than the pipeline loaded without it. */
export const overridesIn = (tree: Tree, { parameters, steps }: Loaded): LoadOptions["set"] => {
  const known = new Map<string, unknown>(steps.map(({ encodedParams, name }) => [name, encodedParams]))
  const { data: _, seed: __, ...own } = tree["pipeline"] ?? {}
  const owners = { ...tree, ...(Object.keys(own).length === 0 ? { pipeline: {} } : { pipeline: own }) }
  return Object.fromEntries(
    Object.entries(owners).flatMap(([owner, values]) => {
      const before = owner === "pipeline"
        ? parameters
        : known.get(owner) as Readonly<Record<string, unknown>> | undefined
      return Object.entries(values)
        .filter(([name, value]) => !isSame(value, before?.[name]))
        .map(([name, value]) => [`${owner}.${name}`, settingOf(value)])
    })
  )
}
