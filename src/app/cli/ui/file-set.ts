/** Files within artifacts, served by their names in the manifest: no path of this machine is ever made of an address. */
import * as path from "node:path"
import { ObjectLost } from "../../../dataflow/store/error.ts"
import type { RunRecord } from "../../../dataflow/store/run-record.ts"
import type { Store } from "../../../dataflow/store/store.ts"
import { ManifestRefused, readManifest } from "../../../format/manifest.ts"
import type { Linked } from "../../../page/web/ui/answers.ts"
import { runPage } from "../run-page.ts"
import { passFor, type Secrets } from "./guard.ts"
import type { Served } from "./serve.ts"

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".wav": "audio/wav",
  ".mp3": "audio/mpeg",
  ".ogg": "audio/ogg",
  ".opus": "audio/ogg",
  ".flac": "audio/flac",
  ".json": "application/json; charset=utf-8",
  ".md": "text/plain; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".csv": "text/plain; charset=utf-8",
  ".tex": "text/plain; charset=utf-8",
  ".log": "text/plain; charset=utf-8"
}

/**
 * What a page of a run's own may do: run its scripts in an origin of its own, where neither the token nor an answer of this
 * server is to be had, and show what lies beside it.
 */
const shut = [
  "sandbox allow-scripts allow-downloads",
  "default-src 'none'",
  "script-src 'unsafe-inline' 'self'",
  "style-src 'unsafe-inline' 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' data: blob:",
  "font-src 'self' data:",
  "frame-ancestors 'self'"
].join("; ")

/** The entries of a file set; none where it is gone, or none. */
export const entriesOf = (store: Store, digest: string): ReturnType<typeof readManifest>["entries"] => {
  try {
    return store.check(digest) === "intact" ? readManifest(store.readObject(digest)).entries : []
  } catch (error) {
    if (error instanceof ManifestRefused || error instanceof ObjectLost) return []
    throw error
  }
}

const isDigest = /^[0-9a-f]{64}$/

/** A file of a set, or an object by itself where no path is given; undefined where there is none. */
export const fileOf = (store: Store, digest: string, inside: string): Served | undefined => {
  if (!isDigest.test(digest)) return undefined
  const found = entriesOf(store, digest).find((entry) => entry.path === inside)?.digest
  if (found === undefined || store.check(found) !== "intact") return undefined
  const type = types[path.extname(inside).toLowerCase()] ?? "application/octet-stream"
  return { type, bytes: store.readObject(found), policy: shut }
}

/** The address of a file within a set. */
export const addressOf = (secrets: Secrets, digest: string, inside: string): string =>
  `/file/${passFor(secrets, digest)}/${digest}/${inside.split("/").map(encodeURIComponent).join("/")}`

/** The page of a run to walk through, as `pipeline show --page` writes it; undefined where there is no such run. */
export const walkPage = (store: Store, run: RunRecord | undefined): Served | undefined =>
  run === undefined ? undefined : { type: types[".html"]!, bytes: runPage(store, run), policy: shut }

/** The address of that page. */
export const walkAddress = (secrets: Secrets, run: string): string => `/file/${passFor(secrets, run)}/${run}/`

/** Pages that a run has written, those it hands on first. */
export const reportsOf = (store: Store, run: RunRecord, secrets: Secrets): ReadonlyArray<Linked> => {
  const handedOn = new Set(Object.values(run.exports ?? {}))
  const documents = Object.entries(run.steps).flatMap(([step, { key, outputs }]) =>
    Object.entries(outputs).flatMap(([port, digest]) =>
      store.peek(key)?.outputs[port]?.kind === "document" ? [{ name: `${step}.${port}`, digest }] : []
    )
  )
  const pages = documents.flatMap(({ digest, name }) =>
    entriesOf(store, digest).filter(({ path: file }) => file.endsWith(".html"))
      .map(({ path: file }) => ({ name, url: addressOf(secrets, digest, file) }))
  )
  return pages.toSorted((a, b) => Number(handedOn.has(b.name)) - Number(handedOn.has(a.name)))
}

/** The picture of a name in each set, with its address. */
export const pictureAddress = (store: Store, run: RunRecord, secrets: Secrets, name: string): string | undefined => {
  const [, step = "", port = "", file = ""] = /^(.+?)\.([^./]+)\/(.+)$/.exec(name) ?? []
  const digest = run.steps[step]?.outputs[port]
  if (digest === undefined) return undefined
  const entries = entriesOf(store, digest)
  const found = entries.find(({ path: each }) => each === `${file}.svg`) ??
    entries.find(({ path: each }) => each === `${file}.png`)
  return found === undefined ? undefined : addressOf(secrets, digest, found.path)
}
