import { urlPathOf } from "../../format/file-name.ts"

/** The link to a file beside the report, encoded here and nowhere else; none to anywhere else. */
export const hrefOf = (audio: string | undefined): string | undefined =>
  audio === undefined || /^[a-z][a-z0-9+.-]*:|^\/\//i.test(audio) ? undefined : urlPathOf(audio)
