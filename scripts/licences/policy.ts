/** Which licences a package may have that comes with partita, which is under MIT. Why: docs/decisions/0024-licences.md. */

const permissive = [
  "MIT",
  "ISC",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "0BSD",
  "Apache-2.0",
  "Unlicense",
  "Zlib",
  "BlueOak-1.0.0"
]

/** Libraries that stay files of their own, which whoever installs them may replace. */
const replaceable = ["LGPL-2.1-only", "LGPL-2.1-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later"]

const allowed: ReadonlySet<string> = new Set([...permissive, ...replaceable])

/** SPDX identifiers that may stand in a licence of what is shipped. */
export const allowedLicences: ReadonlyArray<string> = [...allowed]

/**
 * Whether an SPDX expression lets the package be shipped: all parts of one of its alternatives do. Brackets around
 * alternatives inside AND are not understood and count as no.
 */
export const mayShip = (expression: string | undefined): boolean => {
  if (expression === undefined) return false
  const bare = expression.trim().replace(/^\(([^()]*)\)$/, "$1")
  return bare.split(/\s+OR\s+/).some((parts) => parts.split(/\s+AND\s+/).every((part) => allowed.has(part.trim())))
}
