/** Colours as the page shows them now, light or dark: canvases do not read style sheets by themselves. */
import { type Rgb, rgbOf } from "./map-colours.ts"

/** Whether the page is dark: by the reader's switch, else by the system. */
export const isDark = (): boolean => {
  const chosen = document.documentElement.dataset["theme"]
  return chosen === undefined ? matchMedia("(prefers-color-scheme: dark)").matches : chosen === "dark"
}

/** Calls back whenever `isDark` may say otherwise than before. */
export const onColourChange = (changed: () => void): void => {
  new MutationObserver(changed).observe(document.documentElement, { attributeFilter: ["data-theme"] })
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed)
}

/** A neutral of the page, such as "paper", as #rrggbb. */
export const neutral = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim()

/** What a colour of light pictures looks like on the page as it is now, as #rrggbb. */
export const shadeOf = (colour: string): string => neutral(`c-${colour.slice(1)}`) || colour

/** The same as red, green and blue. */
export const rgbShade = (colour: string): Rgb => rgbOf(shadeOf(colour))
