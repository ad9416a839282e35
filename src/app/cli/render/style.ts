/** Colour by meaning: what the renderers call, and nothing when colour is off. */
import { styleText } from "node:util"
import { inColour } from "./terminal-text.ts"

/** One function per meaning; each returns its text unchanged when colour is off. */
export interface Style {
  readonly good: (text: string) => string
  readonly bad: (text: string) => string
  readonly active: (text: string) => string
  readonly quiet: (text: string) => string
  readonly accent: (text: string) => string
  readonly strong: (text: string) => string
}

type Format = Parameters<typeof styleText>[0]

/** A style that colours, or one that leaves every text as it is. */
export const makeStyle = (hasColor: boolean): Style => {
  const paint = (format: Format) => (text: string): string =>
    hasColor ? inColour(text, (safe) => styleText(format, safe, { validateStream: false })) : text
  return {
    good: paint("green"),
    bad: paint("red"),
    active: paint("yellow"),
    quiet: paint("gray"),
    accent: paint("cyan"),
    strong: paint("bold")
  }
}
