/** Stages of DVC that are alike, said once: which of them differ in a few words only, and in which. Next: dvc.ts. */

/** A stage by its step, with the files and folders it depends on, in the order of its inputs. */
export interface Stage {
  readonly step: string
  readonly deps: ReadonlyArray<string>
}

/** Alike stages: the step's name and every dependency as templates of `${key}` and, where more differs, of `${item}`. */
export interface Family {
  readonly step: string
  readonly deps: ReadonlyArray<string>
  /** One row a stage; `items` is what differs beside the key. */
  readonly rows: ReadonlyArray<{ readonly key: string; readonly items: ReadonlyArray<string> }>
}

const boundary = /[-/.]/

const commonPrefix = (texts: ReadonlyArray<string>): string => {
  const [first = ""] = texts
  let length = 0
  while (length < first.length && texts.every((text) => text[length] === first[length])) length++
  while (length > 0 && !boundary.test(first[length - 1]!)) length--
  return first.slice(0, length)
}

const reversed = (text: string): string => text.split("").toReversed().join("")

/** The varying middle of texts, cut at hyphens, slashes and dots. */
const apart = (texts: ReadonlyArray<string>) => {
  const prefix = commonPrefix(texts)
  const rests = texts.map((text) => text.slice(prefix.length))
  const tail = reversed(commonPrefix(rests.map(reversed)))
  const suffix = rests.some((rest) => rest.length === tail.length) ? "" : tail
  return { prefix, suffix, values: rests.map((rest) => rest.slice(0, rest.length - suffix.length)) }
}

/** The template that gives each text by its key; undefined where there is none. */
const byKey = (texts: ReadonlyArray<string>, keys: ReadonlyArray<string>, name: string): string | undefined => {
  const templates = texts.map((text, i) => text.split(keys[i]!).join(`\${${name}}`))
  return templates.every((each) => each === templates[0]) ? templates[0] : undefined
}

/** Alike stages as one template. Their keys are the middles of their names. */
export const familyOf = (stages: ReadonlyArray<Stage>): Family => {
  const named = apart(stages.map(({ step }) => step))
  const columns: Array<ReadonlyArray<string>> = []
  const found = stages[0]!.deps.map((first, at) => {
    const texts = stages.map(({ deps }) => deps[at]!)
    if (texts.every((text) => text === first)) return first
    for (const [i, values] of [named.values, ...columns].entries()) {
      const template = byKey(texts, values, i === 0 ? "key" : `item[${i - 1}]`)
      if (template !== undefined) return template
    }
    const { prefix, suffix, values } = apart(texts)
    columns.push(values)
    return `${prefix}\${item[${columns.length - 1}]}${suffix}`
  })
  return {
    step: `${named.prefix}\${key}${named.suffix}`,
    deps: columns.length === 1 ? found.map((each) => each.replaceAll("${item[0]}", "${item}")) : found,
    rows: named.values.map((key, i) => ({ key, items: columns.map((values) => values[i]!) }))
  }
}

/** Keys as the product of two sets, "ward-vae" of {ward, pca} × {vae, …}, if they are all of one. */
export const productOf = (keys: ReadonlyArray<string>): readonly [Array<string>, Array<string>] | undefined => {
  const cuts = (key: string) => [...key.matchAll(/-/g)].map(({ index }) => index)
  const most = Math.max(...keys.map((key) => cuts(key).length))
  for (let at = 0; at < most; at++) {
    for (const isFromEnd of [true, false]) {
      const pairs = keys.map((key) => {
        const cut = cuts(key).at(isFromEnd ? -1 - at : at)
        return cut === undefined ? undefined : [key.slice(0, cut), key.slice(cut + 1)] as const
      })
      const left = new Set(pairs.map((pair) => pair?.[0] ?? ""))
      const right = new Set(pairs.map((pair) => pair?.[1] ?? ""))
      const isWhole = !left.has("") && !right.has("") && left.size > 1 && right.size > 1
      if (isWhole && left.size * right.size === keys.length) return [[...left], [...right]]
    }
  }
  return undefined
}
