/** What a page may do in a browser. */
import { digestOf } from "../../format/digest.ts"

/** The page may run one script, told by its SHA-256, and load nothing but sound beside it and what it carries itself. */
export const pagePolicy = (script: string): string => {
  const own = script === "" ? "'none'" : `'sha256-${Buffer.from(digestOf(script), "hex").toString("base64")}'`
  return [
    "default-src 'none'",
    `script-src ${own}`,
    "style-src 'unsafe-inline'", // pictures carry style attributes
    "font-src data:",
    "img-src data:",
    "media-src data: 'self' file:",
    "base-uri 'none'",
    "form-action 'none'"
  ].join("; ")
}
