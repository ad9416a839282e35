/** Markup that escapes by itself: what is not markup already is text, whoever forgets. */
import { html as tag, raw as trusted } from "hono/html"
import { visible, visibleWithin } from "../../format/visible.ts"

/** Finished markup; only `html` and `raw` make it. */
export interface Html {
  readonly isEscaped: true
  readonly toString: () => string
}

/** What may stand in markup: text and numbers are escaped, nothing and lists of nothing leave no trace. */
export type Content = string | number | Html | undefined | ReadonlyArray<Content>

const shown = (content: Content): Content =>
  typeof content === "string" ? visible(content) : Array.isArray(content) ? content.map(shown) : content

/**
 * Markup with everything in it escaped that is not markup, inside elements and inside quoted attributes; of text, control
 * characters too.
 */
export const html = (strings: TemplateStringsArray, ...values: ReadonlyArray<Content>): Html =>
  tag(strings, ...values.map(shown)) as Html // it would be a promise if a promise went in

/** Text that is markup already: a drawn picture, a style sheet, a script. */
export const raw = (markup: string): Html => trusted(markup)

/**
 * A value as JSON that can stand inside a `<script>` element: no `<` survives, so no tag can open or close. Texts in it
 * are as `html` would show them.
 */
export const scriptJson = (value: unknown): Html =>
  raw(
    JSON.stringify(visibleWithin(value)).replace(
      /[<>&\u2028\u2029]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`
    )
  )

/**
 * A `<script>` element around a script, or data that cannot end it. Not a tagged template: bundlers rewrite those that hold
 * its end.
 */
export const scriptElement = (attributes: string, content: string): Html =>
  raw(`<script${attributes}>${content}</script>`)
