/** What the colours mean, and which of them are shown. */
import { button, element } from "./element.ts"
import { type Colouring, coloursOf, onScale } from "./map-colours.ts"
import { isDark, shadeOf } from "./page-colours.ts"

const numberText = (value: number): string => value.toLocaleString("en", { maximumSignificantDigits: 4 })

/** A button for each group, pressed while its points are shown; numbers get their scale with both ends. */
export const legend = (
  colouring: Colouring,
  muted: ReadonlySet<number>,
  toggle: (group: number) => void
): ReadonlyArray<Node> => {
  if (colouring.kind === "numbers") {
    const { high, low } = colouring.column
    const mode = isDark() ? "dark" : "light"
    const stops = [0, 0.5, 1].map((share) => `rgb(${onScale(share, mode).join(" ")})`)
    return low > high ? [] : [
      element("span", {}, numberText(low)),
      element("i", { class: "scale", style: `background:linear-gradient(90deg,${stops.join(",")})` }),
      element("span", {}, numberText(high))
    ]
  }
  const { kind, column: { groups } } = colouring
  const colours = coloursOf(kind, groups)
  return groups.map((group, at) => {
    const dot = element("i", { class: kind, style: `background:${shadeOf(colours[at]!)}` })
    const key = button("", () => toggle(at), { "aria-pressed": String(!muted.has(at)) })
    key.append(dot, group)
    return key
  })
}
