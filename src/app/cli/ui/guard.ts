/**
 * Who may be answered. The server listens on loopback alone, and still every page in the browser can send it requests: what
 * each must say is checked before anything is read.
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto"

/** What a request says of itself. */
export interface Asking {
  readonly method: string | undefined
  readonly url: string | undefined
  readonly host: string | undefined
  readonly origin: string | undefined
  readonly site: string | undefined
  readonly authorization: string | undefined
}

/** What is served to whom: a part of the page to anybody who came by the right host, data to who knows the token. */
export type Verdict =
  | { readonly _tag: "Page"; readonly path: string }
  | { readonly _tag: "Data"; readonly path: string; readonly query: URLSearchParams }
  | { readonly _tag: "File"; readonly digest: string; readonly path: string }
  | { readonly _tag: "Refused"; readonly status: number; readonly message: string }

/** Secrets of one server. */
export interface Secrets {
  readonly token: string
  readonly port: number
}

const digestOf = (text: string): Buffer => createHash("sha256").update(text).digest()

/** Whether two texts are the same, in a time that does not tell how far they agree. */
const isSame = (a: string, b: string): boolean => timingSafeEqual(digestOf(a), digestOf(b))

/**
 * The part of an address that lets one artifact's files be read and nothing else: a page made by a run is shown without
 * learning the token.
 */
export const passFor = ({ token }: Secrets, digest: string): string =>
  createHmac("sha256", token).update(digest).digest("hex").slice(0, 32)

const refused = (status: number, message: string): Verdict => ({ _tag: "Refused", status, message })

const fileWith = (secrets: Secrets, path: string): Verdict => {
  const [, pass = "", digest = "", inside = ""] = /^\/file\/([^/]*)\/([^/]*)(?:\/(.*))?$/.exec(path) ?? []
  if (!isSame(pass, passFor(secrets, digest))) return refused(403, "This address is of another server.")
  try {
    return { _tag: "File", digest, path: inside.split("/").map(decodeURIComponent).join("/") }
  } catch {
    return refused(400, "The address cannot be read.")
  }
}

/**
 * Whether a request is answered, and as what.
 *
 * A name other than loopback's in Host is a page that had its own name point here (DNS rebinding); another Origin, or a site
 * that is not this one, is a page of somebody else's.
 */
export const judge = (asking: Asking, secrets: Secrets): Verdict => {
  const { authorization = "", host, method, origin, site, url } = asking
  const own = [`127.0.0.1:${secrets.port}`, `localhost:${secrets.port}`]
  if (host === undefined || !own.includes(host)) return refused(421, "This server answers to 127.0.0.1 alone.")
  if (method !== "GET" && method !== "HEAD") return refused(405, "This server only shows: GET and HEAD are answered.")
  const [path = "", search = ""] = (url ?? "").split("?", 2)
  if (!path.startsWith("/") || url!.length > 8192) return refused(400, "The address cannot be read.")
  const isFile = path.startsWith("/file/")
  const isOwnOrigin = origin === undefined || own.some((each) => origin === `http://${each}`)
  if (!isOwnOrigin) return refused(403, "Pages of other servers are not answered.")
  const isElsewhere = site === "cross-site" || site === "same-site"
  if (isElsewhere && !isFile) return refused(403, "Pages of other servers are not answered.")
  if (isFile) return fileWith(secrets, path)
  const query = new URLSearchParams(search)
  if (!path.startsWith("/api/")) {
    const given = query.get("token")
    return given !== null && !isSame(given, secrets.token)
      ? refused(403, "The token is of another server: open the address that the terminal shows.")
      : { _tag: "Page", path }
  }
  return isSame(authorization, `Bearer ${secrets.token}`)
    ? { _tag: "Data", path: path.slice("/api/".length), query }
    : refused(401, "The token is missing or of another server: open the address that the terminal shows.")
}
