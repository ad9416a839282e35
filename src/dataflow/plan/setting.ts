/** A parameter's value as the text that `--set` takes, and back. */

/** The value of a text: JSON where it is JSON, else the text itself: 4, true, [1,2], k-means. */
export const valueOfSetting = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return text
    throw error
  }
}

/** The text of a value; a string stands as it is unless it would be read as something else, as "4" would. */
export const settingOf = (value: unknown): string =>
  typeof value === "string" && valueOfSetting(value) === value ? value : JSON.stringify(value)
