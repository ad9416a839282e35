import { visible } from "./visible.ts"

/** Text that Markdown shows as it is, in a line or a cell of a table; control characters as escapes. */
export const markdownText = (text: string): string =>
  visible(text).replace(/[\\`*_[\]<>|#&~]/g, (character) => `\\${character}`)
