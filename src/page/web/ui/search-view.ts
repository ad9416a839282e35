/** What a search has found, over everything that has a name. */
import { element } from "../element.ts"
import type { Hit } from "./answers.ts"
import { filled, type MakeView } from "./view.ts"
import { counted } from "./words.ts"

/** The view. */
export const searchView: MakeView = async ({ query }) => {
  const asked = query.get("q") ?? ""
  const body = element("div", {})
  const refresh = await filled<{ readonly hits: ReadonlyArray<Hit>; readonly total: number }>(
    body,
    "search",
    () => ({ q: asked }),
    ({ hits, total }) => [
      element(
        "p",
        { class: "lead", role: "status" },
        hits.length < total ? `The first ${hits.length} of ${counted(total, "hit")}` : counted(total, "hit")
      ),
      element(
        "ul",
        { class: "hits" },
        ...hits.map(({ detail, name, to, what }) =>
          element(
            "li",
            {},
            element("span", { class: "what" }, what),
            element("div", {}, element("a", { href: to }, name), element("small", {}, detail))
          )
        )
      )
    ]
  )
  return {
    title: `Search: ${asked}`,
    nodes: [element("h1", {}, asked === "" ? "Search" : `“${asked}”`), body],
    refresh
  }
}
