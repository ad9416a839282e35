/** Parts of pictures from code; text becomes a text node and nothing else. */

type Attributes = Readonly<Record<string, string | number | undefined>>

/** An element of a picture with attributes and children; undefined leaves an attribute out. */
export const svgElement = <Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: ReadonlyArray<Node | string>
): SVGElementTagNameMap[Tag] => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) made.setAttribute(name, String(value))
  }
  made.append(...children)
  return made
}
