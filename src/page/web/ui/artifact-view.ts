/** One artifact: its rows by pages, shape, numbers and files, and the runs that hold it. */
import { button, element } from "../element.ts"
import type { ArtifactAnswer, Content } from "./answers.ts"
import { type Cell, grid } from "./grid.ts"
import { fragmentOf } from "./place.ts"
import { openPage } from "./run-view.ts"
import { type Desk, filled, link, type MakeView, runLink } from "./view.ts"
import { counted, sizeText } from "./words.ts"

const rowsAtOnce = 50

const isNumeric = (type: string): boolean => /int|double|float|real|decimal/.test(type)

/** What is asked of an artifact: where its rows begin, and in what order. */
interface Asked {
  readonly run: string
  readonly name: string
  readonly from: string
  readonly sort: string
  readonly down: string
}

const rowsOf = (content: Content & { readonly kind: "rows" }, asked: Asked, desk: Desk): ReadonlyArray<Node> => {
  const { columns, count, from, rows } = content
  const to = (change: Partial<Asked>) => {
    const { down, name, run, ...rest } = { ...asked, ...change }
    desk.go(fragmentOf(["artifact", run, name], { ...rest, down: down === "1" ? "1" : "" }))
  }
  const pager = (words: string, begin: number, isThere: boolean) => {
    const made = button(words, () => to({ from: String(begin) }))
    made.disabled = !isThere
    return made
  }
  const shown = columns.slice(0, rows[0]?.length ?? columns.length)
  const sorts = element(
    "select",
    { "aria-label": "Order of the rows" },
    element("option", { value: "" }, "as they are"),
    ...shown.flatMap(({ name }) => [
      element("option", { value: `0${name}`, selected: asked.sort === name && asked.down !== "1" }, `${name}, rising`),
      element("option", { value: `1${name}`, selected: asked.sort === name && asked.down === "1" }, `${name}, falling`)
    ])
  )
  sorts.addEventListener("change", () => to({ from: "0", sort: sorts.value.slice(1), down: sorts.value.slice(0, 1) }))
  return [
    element("h2", {}, `${counted(count, "row")} of ${counted(columns.length, "column")}`),
    element(
      "div",
      { class: "bar" },
      element("label", {}, "order", sorts),
      pager("First", 0, from > 0),
      pager("Before", Math.max(0, from - rowsAtOnce), from > 0),
      pager("Next", from + rowsAtOnce, from + rows.length < count),
      element(
        "span",
        { class: "count", role: "status" },
        rows.length === 0 ? "no rows here" : `${from + 1} to ${from + rows.length}`
      )
    ),
    grid(
      shown.map(({ name, type }) => ({ name, title: type, isNumber: isNumeric(type) && !type.endsWith("[]") })),
      rows.map((row) => row.map((text): Cell => ({ shown: text.length > 120 ? `${text.slice(0, 119)}…` : text }))),
      { label: "Rows", sortable: false }
    ),
    element("h2", {}, "Columns"),
    grid(
      [
        { name: "column" },
        { name: "type" },
        { name: "smallest", isNumber: true },
        { name: "largest", isNumber: true },
        { name: "mean", isNumber: true },
        { name: "distinct, about", isNumber: true },
        { name: "empty, %", isNumber: true }
      ],
      columns.map((column): ReadonlyArray<Cell> => [
        { shown: column.name },
        { shown: column.type },
        { shown: column.low },
        { shown: column.high },
        { shown: column.mean },
        { shown: column.distinct, value: Number(column.distinct) },
        { shown: column.empty, value: Number(column.empty) }
      ]),
      { label: "Columns" }
    )
  ]
}

const filesOf = ({ count, files }: Content & { readonly kind: "files" }): ReadonlyArray<Node> => {
  const pictures = files.filter(({ name }) => /\.(?:svg|png|jpg|webp)$/i.test(name))
  const pages = files.filter(({ name }) => name.endsWith(".html"))
  return [
    element("h2", {}, counted(count, "file")),
    element(
      "div",
      { class: "bar" },
      ...pages.map((page) => button(`Open ${page.name}`, () => openPage(page), { class: "main" }))
    ),
    ...(pictures.length === 0 ? [] : [element(
      "div",
      { class: "shots" },
      ...pictures.slice(0, 24).map(({ name, url }) =>
        element("figure", {}, element("img", { src: url, alt: name, loading: "lazy" }), element("figcaption", {}, name))
      )
    )]),
    grid(
      [{ name: "file" }, { name: "size", isNumber: true }],
      files.map(({ name, sizeBytes, url }) => [
        { shown: element("a", { href: url, target: "_blank", rel: "noopener" }, name) },
        { shown: sizeText(sizeBytes), value: sizeBytes }
      ]),
      { label: "Files" }
    ),
    ...(files.length < count ? [element("p", { class: "none" }, `and ${count - files.length} more`)] : [])
  ]
}

const contentOf = (content: Content, asked: Asked, desk: Desk): ReadonlyArray<Node> => {
  switch (content.kind) {
    case "rows":
      return rowsOf(content, asked, desk)
    case "numbers":
      return [
        element("h2", {}, content.shape.join(" × ")),
        element(
          "dl",
          { class: "facts ui" },
          ...content.facts.map(([name, text]) => element("div", {}, element("dt", {}, name), element("dd", {}, text)))
        ),
        grid(
          (content.rows[0] ?? []).map((_, at) => ({ name: String(at), isNumber: true })),
          content.rows.map((row) => row.map((shown): Cell => ({ shown }))),
          { label: "The first numbers", sortable: false }
        )
      ]
    case "text":
      return [
        element("h2", {}, "Content"),
        element("pre", { tabindex: 0 }, content.text, content.left > 0 ? `\n… ${content.left} more characters` : "")
      ]
    case "files":
      return filesOf(content)
    case "nothing":
      return [element("p", { class: "none" }, content.why)]
  }
}

/** The view. */
export const artifactView: MakeView = async ({ parts: [, run = "", name = ""], query }, desk) => {
  const body = element("div", {})
  const asked: Asked = {
    run,
    name,
    from: query.get("from") ?? "0",
    sort: query.get("sort") ?? "",
    down: query.get("down") ?? ""
  }
  const refresh = await filled<ArtifactAnswer>(body, "artifact", () => ({ ...asked }), (answer) => [
    element("h1", {}, `${answer.step}.${answer.port}`),
    element(
      "p",
      { class: "lead" },
      [answer.kind, sizeText(answer.sizeBytes), answer.summary].filter((text) => text !== "").join(" · ")
    ),
    ...contentOf(answer.content, asked, desk),
    element("h2", {}, "Where it is from, and who holds it"),
    element(
      "dl",
      { class: "facts ui" },
      element("div", {}, element("dt", {}, "made by"), element("dd", {}, answer.madeBy || "–")),
      element(
        "div",
        {},
        element("dt", {}, "in run"),
        element("dd", {}, answer.madeIn === "" ? "–" : runLink(answer.madeIn))
      ),
      element("div", {}, element("dt", {}, "sha256"), element("dd", {}, element("code", {}, answer.digest)))
    ),
    grid(
      [{ name: "run" }, { name: "pipeline" }, { name: "as" }],
      answer.holders.map((holder) => [
        { shown: runLink(holder.run) },
        { shown: holder.pipeline },
        { shown: link(holder.name, ["artifact", holder.run, holder.name]) }
      ]),
      { label: "Runs that hold it" }
    )
  ])
  return { title: name, nodes: [body], refresh }
}
