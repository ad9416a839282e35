/** Where one is in the page: "#/run/2f91c0/train?sort=beta". Every part is percent-encoded, whatever a run is called. */

/** The parts of a place and what is asked there. */
export interface Place {
  readonly parts: ReadonlyArray<string>
  readonly query: URLSearchParams
}

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    return part // typed by hand
  }
}

/** The place that an address's fragment names; the runs where it names none. */
export const placeOf = (fragment: string): Place => {
  const [path = "", search = ""] = fragment.replace(/^#\/?/, "").split("?", 2)
  const parts = path.split("/").filter((part) => part !== "").map(decoded)
  return { parts: parts.length === 0 ? ["runs"] : parts, query: new URLSearchParams(search) }
}

/** The fragment of a place. */
export const fragmentOf = (parts: ReadonlyArray<string>, query: Readonly<Record<string, string>> = {}): string => {
  const asked = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== "")).toString()
  return `#/${parts.map(encodeURIComponent).join("/")}${asked === "" ? "" : `?${asked}`}`
}
