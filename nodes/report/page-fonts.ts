/** The fonts inside the page; nodes that write one declare them as assets. */
export const pageFonts = [
  "assets/fonts/inter-400.woff2",
  "assets/fonts/inter-600.woff2",
  "assets/fonts/noto-sans-bengali-400.woff2",
  "assets/fonts/noto-sans-bengali-600.woff2"
]
