/** What is known of one step, or which steps a family has, beside the graph. */
import { countText } from "../report/number-text.ts"
import { bytesText } from "../report/run-time.ts"
import type { WalkCode, WalkData, WalkOutput, WalkParameter, WalkStep } from "../report/walk-data.ts"
import { nameOf, statusWords } from "./dag-words.ts"
import { button, element } from "./element.ts"

/** What one may do from there. */
export interface DetailActs {
  readonly choose: (step: string) => void
  /** Draws the steps of the family one by one, or as one box again; absent where the step is alone in its family. */
  readonly fold?: { readonly words: string; readonly act: () => void }
}

type Children = ReadonlyArray<Node | string>

const part = (title: string, ...children: Children): HTMLElement =>
  element("section", {}, element("h4", {}, title), ...children)

const some = (all: ReadonlyArray<unknown>, made: () => Node): ReadonlyArray<Node> => all.length === 0 ? [] : [made()]

const rows = (all: ReadonlyArray<readonly [name: Node | string, ...cells: Children]>): HTMLElement =>
  element(
    "table",
    {},
    element(
      "tbody",
      {},
      ...all.map(([name, ...cells]) =>
        element("tr", {}, element("th", { scope: "row" }, name), ...cells.map((each) => element("td", {}, each)))
      )
    )
  )

const fold = (words: string, ...children: Children): HTMLElement =>
  element("details", {}, element("summary", {}, words), ...children)

const marks = { set: "set for this run", own: "other steps of the node have another" }

const parameterRow = ([name, value, mark]: WalkParameter): readonly [string, Node] => [
  name,
  element("span", {}, value, ...(mark === undefined ? [] : [element("small", {}, marks[mark])]))
]

/** What is the step's own stands first; what all steps of its node share folds away behind it. */
const parameters = (params: WalkStep["params"]): HTMLElement => {
  const telling = params.filter(([, , mark]) => mark !== undefined)
  const rest = params.filter(([, , mark]) => mark === undefined)
  const all = rows(rest.map(parameterRow))
  return part(
    "Parameters",
    ...some(telling, () => rows(telling.map(parameterRow))),
    ...some(rest, () => telling.length === 0 ? all : fold(`${countText(rest.length, "value")} as elsewhere`, all))
  )
}

/** Kind, shape, size and digest, as far as they are known. */
const outputWords = ({ bytes, digest, kind, shape }: WalkOutput): ReadonlyArray<Node> => {
  const told = [kind, shape, bytes === undefined ? undefined : bytesText(bytes)].filter((words) => words !== undefined)
  return [
    element("span", {}, told.join(" · ")),
    ...(digest === undefined || digest === "" ? [] : [element("small", { class: "digest" }, digest)])
  ]
}

const cell = (...children: Children): HTMLElement => element("span", {}, ...children)

const inputs = (step: WalkStep, { steps }: WalkData, { choose }: DetailActs): HTMLElement =>
  part(
    "Inputs",
    rows(step.inputs.map((input) => {
      if (!("step" in input)) {
        return [
          input.name,
          cell(
            input.place,
            ...outputWords({ name: "", ...(input.digest === undefined ? {} : { digest: input.digest }) })
          )
        ]
      }
      const output = steps.find(({ name }) => name === input.step)?.outputs.find(({ name }) => name === input.port)
      return [
        input.name,
        cell(
          button(`${input.step}.${input.port}`, () => choose(input.step)),
          ...(output === undefined ? [] : outputWords(output))
        )
      ]
    }))
  )

const readersShown = 6

const outputs = (step: WalkStep, { steps }: WalkData, { choose }: DetailActs): HTMLElement =>
  part(
    "Outputs",
    rows(step.outputs.map((output) => {
      const readers = steps.filter((other) =>
        other.inputs.some((input) => "step" in input && input.step === step.name && input.port === output.name)
      )
      const shown = readers.slice(0, readersShown).map(({ name }) => button(name, () => choose(name)))
      const more = readers.length - shown.length
      const read = readers.length === 0
        ? []
        : [element(
          "small",
          {},
          "read by ",
          ...shown.flatMap((each, i) => i === 0 ? [each] : [", ", each]),
          more > 0 ? ` and ${more} more` : ""
        )]
      return [output.name, cell(...outputWords(output), ...read)]
    }))
  )

const code = ({ assets, files, hash, home, packages }: WalkCode): HTMLElement => {
  const declarations = files.reduce((sum, { symbols }) => sum + symbols.length, 0)
  const inOrder = files.toSorted((a, b) => Number(b.file === home) - Number(a.file === home))
  const versions = Object.entries(packages).map(([name, version]) => `${name} ${version}`)
  return part(
    "Code",
    element("p", {}, home ?? "of a package", element("small", { class: "digest" }, hash)),
    ...some(files, () =>
      fold(
        `${countText(declarations, "declaration")} in ${countText(files.length, "file")} make its key`,
        rows(inOrder.map(({ file, symbols }) => [file, symbols.join(", ")]))
      )),
    ...some(versions, () => fold(countText(versions.length, "package"), element("p", {}, versions.join(", ")))),
    ...some(assets, () => element("p", {}, `reads ${assets.join(", ")}`))
  )
}

/** All that is known of a step. */
export const stepDetails = (step: WalkStep, data: WalkData, acts: DetailActs): ReadonlyArray<Node> => {
  const its = step.code === undefined ? undefined : data.codes[step.code]
  const { fold: folding } = acts
  const about = [step.node === step.name ? "" : `node ${step.node}`, step.group].filter((words) => words !== "").join(
    " · "
  )
  return [
    element("h3", {}, step.name),
    element("p", { class: "about" }, about),
    element("p", { class: step.state }, step.said),
    ...some(step.why, () => part("Why it ran", element("ul", {}, ...step.why.map((each) => element("li", {}, each))))),
    ...some(step.params, () => parameters(step.params)),
    ...some(step.inputs, () => inputs(step, data, acts)),
    ...some(step.outputs, () => outputs(step, data, acts)),
    ...some(step.metrics, () => part("Metrics", rows(step.metrics.map(([name, value]) => [name, value])))),
    ...(its === undefined ? [] : [code(its)]),
    ...(data.elsewhere === undefined
      ? []
      : [
        element(
          "p",
          { class: "about" },
          "Times, sizes, digests and code are on ",
          element("a", { href: data.elsewhere }, "the page of the run"),
          "."
        )
      ]),
    ...(folding === undefined ? [] : [element("p", {}, button(folding.words, folding.act, { class: "plain" }))])
  ]
}

/** The steps of a family. */
export const familyDetails = (
  steps: ReadonlyArray<WalkStep>,
  { choose, fold: folding }: DetailActs
): ReadonlyArray<Node> => [
  element("h3", {}, nameOf(steps)),
  element("p", { class: "about" }, [steps[0]!.group, statusWords(steps)].filter((words) => words !== "").join(" · ")),
  ...(folding === undefined ? [] : [element("p", {}, button(folding.words, folding.act, { class: "plain" }))]),
  rows(steps.map((step) => [button(step.name, () => choose(step.name)), statusWords([step])]))
]
