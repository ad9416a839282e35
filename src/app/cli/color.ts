/** Whether a stream gets colour: --color first, then NO_COLOR and FORCE_COLOR, then what the stream is. */

/** What `--color` can say. */
export type ColorChoice = "auto" | "always" | "never"

/** Variables of the environment, by name. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Whether to colour what goes to a stream. Sources: no-color.org, force-color.org. */
export const hasColor = (choice: ColorChoice, environment: Environment, isTerminal: boolean): boolean => {
  if (choice !== "auto") return choice === "always"
  const force = environment["FORCE_COLOR"]
  if (force !== undefined && force !== "") return force !== "0" && force !== "false"
  if ((environment["NO_COLOR"] ?? "") !== "") return false
  return isTerminal && environment["TERM"] !== "dumb"
}
