/** The search for steps. */
import { countText } from "../report/number-text.ts"
import type { WalkStep } from "../report/walk-data.ts"
import { button, element } from "./element.ts"
import { folded, search } from "./search.ts"

/** What the search tells; `found` are positions of steps. */
export interface SearchActs {
  readonly find: (found: ReadonlyArray<number>) => void
  readonly choose: (step: string) => void
}

const listed = 12

/** A field that finds steps by name, node, group, state, parameter and file, and the list of what it found. */
export const stepSearch = (steps: ReadonlyArray<WalkStep>, homeOf: (step: WalkStep) => string, acts: SearchActs) => {
  const texts = steps.map((step) =>
    folded(
      [
        step.name,
        step.node,
        step.group,
        step.state,
        homeOf(step),
        ...step.params.flatMap(([name, value]) => [name, value])
      ].join(" ")
    )
  )
  const field = element("input", {
    type: "search",
    id: "step-search",
    placeholder: "Search a step",
    "aria-label": "Search a step by name, node, parameter or file"
  })
  const list = element("p", { class: "found", role: "status" })
  const update = () => {
    const found = search(texts, field.value)
    acts.find(found)
    const shown = found.slice(0, listed).map((at) => button(steps[at]!.name, () => acts.choose(steps[at]!.name)))
    const more = found.length - shown.length
    list.replaceChildren(
      ...(field.value.trim() === ""
        ? []
        : [`${countText(found.length, "step")} `, ...shown, ...(more > 0 ? [` and ${more} more`] : [])])
    )
  }
  field.addEventListener("input", update)
  field.addEventListener("keydown", ({ key }) => {
    const [first] = search(texts, field.value)
    if (key === "Enter" && first !== undefined) acts.choose(steps[first]!.name)
    if (key !== "Escape") return
    field.value = ""
    update()
  })
  return { field, list }
}
