/** Elements from code. Text becomes a text node and nothing else, so nothing that a file says can become markup. */

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>

/** An element with attributes and children; false and undefined leave an attribute out, true gives it no value. */
export const element = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: ReadonlyArray<Node | string>
): HTMLElementTagNameMap[Tag] => {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : String(value))
  }
  made.append(...children)
  return made
}

/** A button that says what it does. */
export const button = (words: string, act: () => void, attributes: Attributes = {}): HTMLButtonElement => {
  const made = element("button", { type: "button", ...attributes }, words)
  made.addEventListener("click", act)
  return made
}

/** A select with its name in front, which tells the position of what is chosen. */
export const choice = (
  words: string,
  options: ReadonlyArray<string>,
  chosen: (at: number) => void,
  id: string
): HTMLLabelElement => {
  const select = element(
    "select",
    { id, "aria-label": words },
    ...options.map((option, at) => element("option", { value: at }, option))
  )
  select.addEventListener("change", () => chosen(select.selectedIndex))
  return element("label", {}, element("span", { "aria-hidden": "true" }, words), select)
}
