/** Titles that would do something, were they read as anything but text. */
export const nastyTexts: ReadonlyArray<string> = [
  "\\input{/etc/passwd}",
  "\\write18{rm -rf x} \\immediate\\openout",
  "50 % & #1 $x^2$ _y_ ~z {a} } {",
  "\\end{document} \\\\ [2pt] & & &",
  "a\u0000b\u001b[31mc\u007f\u0085\nnew\rline\ttab",
  "\u202eright to left\u202c \u200fmark \u2066isolated\u2069",
  "^^5cinput x ^^M",
  "''`` -- --- ,, <<>> ?` !` \"quoted\"",
  "দেয়ালের লেখা, שלום עולם, 日本の歌 🎵",
  "A".repeat(500),
  "|pipe| `tick` *star* [x](javascript:alert(1)) <script>alert(1)</script>",
  "@article{x, } \"",
  "%"
]
