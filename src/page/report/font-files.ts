/** The bundled fonts that pictures and pages are made with: what draws them declares these files as assets. */

/** Where the fonts lie, and how to read one of their files; src/page never looks for either. */
export interface Fonts {
  readonly folder: string
  readonly read: (file: string) => Uint8Array
  /** The WebAssembly of HarfBuzz that cuts fonts down, for pictures that stand alone; without it they bring no letters. */
  readonly harfbuzz?: () => Uint8Array
}

/** The fonts charts are drawn with. */
export const chartFonts = [
  "assets/fonts/fonts.conf",
  "assets/fonts/inter-400.ttf",
  "assets/fonts/inter-600.ttf",
  "assets/fonts/noto-sans-bengali-400.ttf",
  "assets/fonts/noto-sans-bengali-600.ttf"
]

/** The fonts inside the page. */
export const pageFonts = [
  "assets/fonts/inter-400.woff2",
  "assets/fonts/inter-600.woff2",
  "assets/fonts/noto-sans-bengali-400.woff2",
  "assets/fonts/noto-sans-bengali-600.woff2"
]
