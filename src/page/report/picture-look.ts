/** What to look for in a picture that has no specification to say it: a line inside its SVG. */
import { svgText } from "../chart/svg-text.ts"

/** The picture with that line; as it is where there is nothing to say. */
export const withLook = (svg: string, look: string | undefined): string =>
  look === undefined ? svg : svg.replace(/^<svg[^>]*>/, (open) => `${open}<desc>${svgText(look)}</desc>`)

const signs: Readonly<Record<string, string>> = { "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'", "&amp;": "&" }

/** The picture without that line, and the line as plain text; `look` is absent where it has none. */
export const lookIn = (svg: string): { readonly svg: string; readonly look?: string } => {
  const [whole, look] = /<desc>([^<]*)<\/desc>/.exec(svg) ?? []
  if (whole === undefined || look === undefined) return { svg }
  return { svg: svg.replace(whole, ""), look: look.replace(/&(?:lt|gt|quot|amp|#39);/g, (sign) => signs[sign]!) }
}
