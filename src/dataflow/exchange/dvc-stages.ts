/** Somebody's dvc.yaml with every stage written out: foreach, matrix, vars and templates resolved as DVC does it. */
import * as path from "node:path"
import { fieldsIn, isTrue, keyOf, listIn, textIn } from "./dvc-fields.ts"
import { Context, type Piece } from "./dvc-template.ts"
import { DvcProblem, type FlagStyle, leaf, mapOf, type Tree, treeOfYaml } from "./dvc-values.ts"

/** A file of parameters, and the names in it that a stage depends on; none for all of it. */
export interface ParamsUse {
  readonly file: string
  readonly names: ReadonlyArray<string>
}

/** A stage as it runs. Paths are relative to the project, with "/" between folders; a URL stays one. */
export interface DvcStage {
  readonly name: string
  readonly description: string | undefined
  readonly folder: string
  readonly lines: ReadonlyArray<ReadonlyArray<Piece>>
  readonly deps: ReadonlyArray<string>
  readonly params: ReadonlyArray<ParamsUse>
  readonly outs: ReadonlyArray<{ readonly path: string; readonly isMetrics: boolean }>
  readonly isFrozen: boolean
}

/** All stages of a file, and what of it has no like here. */
export interface DvcFile {
  readonly stages: ReadonlyArray<DvcStage>
  readonly metrics: ReadonlyArray<string>
  readonly left: ReadonlyArray<string>
}

/** Where a dvc.yaml lies and how files beside it are read: text by path within the project, undefined where there is none. */
export interface DvcPlace {
  readonly file: string
  readonly read: (file: string) => string | undefined
  readonly style?: FlagStyle
}

/** Whether a dependency or an output lies elsewhere than on a disk. */
export const isRemote = (place: string): boolean => /^[a-z][a-z0-9+.-]*:\/\//i.test(place)

const joined = (folder: string, place: string): string =>
  isRemote(place) || path.posix.isAbsolute(place) ? place : path.posix.join(folder, place).replace(/\/$/, "")

const inTemplates: ReadonlyArray<string> = [
  "matrix",
  "cmd",
  "wdir",
  "deps",
  "params",
  "vars",
  "frozen",
  "meta",
  "desc",
  "always_changed",
  "outs",
  "metrics",
  "plots"
]

const onTop: ReadonlyArray<string> = ["stages", "vars", "params", "metrics", "plots", "artifacts", "datasets"]

/** What a remark says, whatever file it says it of. */
const likeness = (text: string): string => text.replace(/^(stage "[^"]*":? )\S+ /, "$1")

class Reader {
  readonly left: Array<string> = []
  private readonly folder: string
  private readonly place: DvcPlace
  constructor(place: DvcPlace) {
    this.place = place
    this.folder = path.posix.dirname(place.file)
  }

  /** Of a stage that is one of many it is said once. */
  say(text: string): void {
    const once = text.replace(/^stage "([^"]*?)@[^"]*"/, "stage \"$1\"")
    if (!this.left.some((each) => each === once || (once !== text && likeness(each) === likeness(once)))) {
      this.left.push(once)
    }
  }

  /** A file of values. Python's and TOML's are programs and a grammar of their own. */
  private values(file: string, what: string): Tree {
    if (!/\.(?:ya?ml|json)$/.test(file)) {
      throw new DvcProblem(`${what}: ${file} is neither YAML nor JSON; say its values in YAML`)
    }
    const text = this.place.read(file)
    if (text === undefined) throw new DvcProblem(`${what}: there is no ${file}`)
    const tree = treeOfYaml(text, file, file)
    if (tree._tag !== "Map") throw new DvcProblem(`${what}: ${file} holds no values by name`)
    return tree
  }

  private withVars(context: Context, vars: Tree | undefined, folder: string, seen: Set<string>, what: string): Context {
    let known = context
    for (const item of listIn(vars, what)) {
      if (item._tag === "Map") {
        known = known.with(item)
        continue
      }
      const [name = "", ...rest] = textIn(item, what).split(":")
      const names = rest.join(":").split(",").filter((each) => each !== "")
      const file = joined(folder, name)
      const mark = `${file}:${names.join(",")}`
      if (seen.has(mark)) continue
      seen.add(mark)
      const { fields } = this.values(file, what) as Extract<Tree, { _tag: "Map" }>
      const picked = names.length === 0 ? fields : new Map(names.map((each) => {
        const field = fields.get(each)
        if (field === undefined) throw new DvcProblem(`${what}: ${file} has no "${each}"`)
        return [each, field] as const
      }))
      known = known.with({ _tag: "Map", fields: picked })
    }
    return known
  }

  private pathsOf(tree: Tree, what: string): ReadonlyArray<readonly [string, ReadonlyMap<string, Tree>]> {
    return tree._tag === "Map"
      ? [...tree.fields].map(([name, options]) => [
        name,
        options._tag === "List" ? new Map<string, Tree>() : fieldsIn(options, `${what} ${name}`)
      ])
      : [[textIn(tree, what), new Map()]]
  }

  private outsOf(tree: Tree | undefined, { kind, stage, wdir }: { kind: string; stage: string; wdir: string }) {
    return listIn(tree, `stage "${stage}": ${kind}`).flatMap((each) =>
      this.pathsOf(each, `stage "${stage}": ${kind}`).flatMap(([name, options]) => {
        const place = joined(wdir, name)
        if (isTrue(options.get("persist"))) {
          this.say(`stage "${stage}": ${name} is to persist; a stage here never finds what it made before`)
        }
        if (isTrue(options.get("checkpoint"))) {
          this.say(`stage "${stage}": ${name} is a checkpoint; it is an output here`)
        }
        if (options.has("remote")) {
          this.say(`stage "${stage}": ${name} goes to a remote of its own; the cache here is one`)
        }
        if (
          kind === "plots" &&
          [...options.keys()].some((key) =>
            ["template", "x", "y", "title", "x_label", "y_label", "header"].includes(key)
          )
        ) {
          this.say(`stage "${stage}": ${name} is an output; its plot's axes and template are DVC's`)
        }
        if (isRemote(place) || path.posix.isAbsolute(place) || place.startsWith("..")) {
          this.say(
            `stage "${stage}": the output ${name} lies outside of the project; it is left where the command puts it`
          )
          return []
        }
        return [{ path: place, isMetrics: kind === "metrics" }]
      })
    )
  }

  private paramsOf(tree: Tree | undefined, { stage, wdir }: { stage: string; wdir: string }): ReadonlyArray<ParamsUse> {
    const uses = new Map<string, Array<string>>()
    const whole = new Set<string>()
    for (const item of listIn(tree, `stage "${stage}": params`)) {
      const entries = item._tag === "Map"
        ? [...item.fields].map(([file, names]) =>
          [
            file,
            listIn(names, `stage "${stage}": params of ${file}`).map((each) => textIn(each, "a parameter"))
          ] as const
        )
        : [["params.yaml", [textIn(item, `stage "${stage}": a parameter`)]] as const]
      for (const [file, names] of entries) {
        const place = joined(wdir, file)
        if (names.length === 0) whole.add(place)
        uses.set(place, [...uses.get(place) ?? [], ...names])
      }
    }
    return [...uses].map(([file, names]) => ({ file, names: whole.has(file) ? [] : [...new Set(names)] }))
  }

  private linesOf(cmd: Tree, context: Context, stage: string): ReadonlyArray<ReadonlyArray<Piece>> {
    const texts = cmd._tag === "List"
      ? cmd.items.map((each) => textIn(each, `stage "${stage}": cmd`))
      : textIn(cmd, `stage "${stage}": cmd`).split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)
    return texts.map((text) => context.command(text)).filter((pieces) => pieces.length > 0)
  }

  private stage(name: string, fields: ReadonlyMap<string, Tree>, given: Context): DvcStage {
    const what = `stage "${name}"`
    const odd = [...fields.keys()].find((field) => !inTemplates.includes(field))
    if (odd !== undefined) throw new DvcProblem(`${what} has a field "${odd}", which DVC does not know`)
    const cmd = fields.get("cmd")
    if (cmd === undefined) throw new DvcProblem(`${what} has no cmd`)
    const at = fields.get("wdir")
    const wdir = at === undefined ? this.folder : joined(this.folder, given.text(textIn(at, `${what}: wdir`)))
    if (wdir.startsWith("..") || path.posix.isAbsolute(wdir)) {
      throw new DvcProblem(`${what} runs in ${wdir}, outside of the project`)
    }
    const context = this.withVars(given, fields.get("vars"), wdir, new Set(), `${what}: vars`)
    const resolved = (field: string): Tree | undefined => {
      const tree = fields.get(field)
      return tree === undefined ? undefined : context.resolve(tree)
    }
    if (isTrue(resolved("always_changed"))) {
      this.say(`${what} is always changed for DVC; here it runs when something did, or with --force`)
    }
    if (fields.has("meta")) this.say(`${what}: meta is left out`)
    const deps = listIn(resolved("deps"), `${what}: deps`).map((each) => joined(wdir, textIn(each, `${what}: deps`)))
    for (const each of deps.filter(isRemote)) {
      this.say(`${what} depends on ${each}, which nothing here looks at: fetch it in a stage`)
    }
    const description = resolved("desc")
    return {
      name,
      description: description === undefined ? undefined : textIn(description, `${what}: desc`),
      folder: wdir,
      lines: this.linesOf(cmd, context, name),
      deps: [...new Set(deps.filter((each) => !isRemote(each)))],
      params: this.paramsOf(resolved("params"), { stage: name, wdir }),
      outs: ["outs", "metrics", "plots"].flatMap((kind) => this.outsOf(resolved(kind), { kind, stage: name, wdir })),
      isFrozen: isTrue(resolved("frozen"))
    }
  }

  private each(name: string, fields: ReadonlyMap<string, Tree>, context: Context): ReadonlyArray<DvcStage> {
    const what = `stage "${name}"`
    const over = fields.get("foreach")
    if (over === undefined) return this.ofMatrix(name, fields, context)
    const body = fieldsIn(fields.get("do"), `${what}: do`)
    const odd = [...fields.keys()].find((field) => field !== "foreach" && field !== "do")
    if (odd !== undefined) throw new DvcProblem(`${what} has "${odd}" beside foreach`)
    if (body.has("matrix") || body.has("foreach")) throw new DvcProblem(`${what} repeats within foreach`)
    const items = context.resolve(over)
    if (items._tag === "Map") {
      return [...items.fields].map(([key, item]) => this.stage(`${name}@${key}`, body, context.forItem(item, key)))
    }
    if (items._tag !== "List") throw new DvcProblem(`${what}: foreach is neither a list nor a map`)
    const isSimple = items.items.every((item) => item._tag === "Leaf")
    const keyed = new Map(
      items.items.map((item, i) => [isSimple && item._tag === "Leaf" ? keyOf(item.value, over, i) : String(i), item])
    )
    return [...keyed].map(([key, item]) => this.stage(`${name}@${key}`, body, context.forItem(item)))
  }

  private ofMatrix(name: string, fields: ReadonlyMap<string, Tree>, context: Context): ReadonlyArray<DvcStage> {
    const matrix = fields.get("matrix")
    if (matrix === undefined) return [this.stage(name, fields, context)]
    let rows: ReadonlyArray<
      { readonly key: ReadonlyArray<string>; readonly item: ReadonlyArray<readonly [string, Tree]> }
    > = [{ key: [], item: [] }]
    const raw = fieldsIn(matrix, `stage "${name}": matrix`)
    for (const [axis, values] of fieldsIn(context.resolve(matrix), `stage "${name}": matrix`)) {
      const all = listIn(values, `stage "${name}": matrix.${axis}`)
      rows = rows.flatMap(({ item, key }) =>
        all.map((value, i) => ({
          key: [...key, value._tag === "Leaf" ? keyOf(value.value, raw.get(axis), i) : `${axis}${i}`],
          item: [...item, [axis, value] as const]
        }))
      )
      if (rows.length > 10_000) throw new DvcProblem(`stage "${name}": its matrix has more than 10,000 stages`)
    }
    const body = new Map([...fields].filter(([field]) => field !== "matrix"))
    const keyed = new Map(rows.map(({ item, key }) => [key.join("-"), item]))
    return [...keyed].map(([key, item]) => this.stage(`${name}@${key}`, body, context.forItem(mapOf(item), key)))
  }

  file(): DvcFile {
    const { file, read, style = { bool: "store_true", list: "nargs" } } = this.place
    const text = read(file)
    if (text === undefined) throw new DvcProblem(`there is no ${file}`)
    const fields = fieldsIn(treeOfYaml(text, file), file)
    const odd = [...fields.keys()].find((field) => !onTop.includes(field))
    if (odd !== undefined) throw new DvcProblem(`${file} has a section "${odd}", which DVC does not know`)
    for (const section of ["artifacts", "datasets"]) {
      if (fields.has(section)) this.say(`the section "${section}" is left out`)
    }
    if (fields.has("plots")) {
      this.say(`the section "plots" is left out: its data are outputs, its axes and templates are DVC's`)
    }
    const defaults = joined(this.folder, "params.yaml")
    const seen = new Set<string>()
    const start = new Context(style)
    const given = read(defaults) === undefined
      ? start
      : this.withVars(start, { _tag: "List", items: [leaf("params.yaml")] }, this.folder, seen, "params.yaml")
    const context = this.withVars(given, fields.get("vars"), this.folder, seen, "vars")
    const stages = [...fieldsIn(fields.get("stages"), "stages")].flatMap(([name, stage]) =>
      this.each(name, fieldsIn(stage, `stage "${name}"`), context)
    )
    const metrics = listIn(fields.get("metrics"), "metrics").map((each) =>
      joined(this.folder, textIn(context.resolve(each), "metrics"))
    )
    return { stages, metrics, left: this.left }
  }
}

/** Every stage of a dvc.yaml. Throws DvcProblem for what DVC would refuse, or could not be done here at all. */
export const readDvcFile = (place: DvcPlace): DvcFile => new Reader(place).file()
