/** The pictures that runs drew, and which of them differ between two. */
import { readManifest } from "../../format/manifest.ts"
import { ObjectLost } from "../store/error.ts"
import type { RunRecord } from "../store/run-record.ts"
import type { Store } from "../store/store.ts"

/** One picture: an object of the store, as a PNG where there is one, which shows it as it was drawn, else as SVG. */
export interface Picture {
  readonly name: string
  readonly digest: string
  readonly mediaType: "image/png" | "image/svg+xml"
}

/** Pictures by `<step>.<port>/<file>` without its extension, and artifacts that the cache has no more. */
export interface Pictures {
  readonly drawn: ReadonlyMap<string, Picture>
  readonly gone: ReadonlyArray<string>
}

const ending = /^(.+)\.(png|svg)$/i

const digestsOf = (store: Store, manifest: string): ReadonlyMap<string, Readonly<Record<string, string>>> => {
  const files = readManifest(store.readObject(manifest)).entries.flatMap(({ digest, path }) => {
    const [, name, type] = ending.exec(path) ?? []
    return name === undefined ? [] : [{ name, type: type!.toLowerCase(), digest }]
  })
  return new Map(
    [...Map.groupBy(files, ({ name }) => name)].map(([name, own]) =>
      [name, Object.fromEntries(own.map(({ digest, type }) => [type, digest]))] as const
    )
  )
}

/** The pictures of a run's figures. */
export const picturesOf = (store: Store, run: RunRecord): Pictures => {
  const drawn = new Map<string, Picture>()
  const gone: Array<string> = []
  for (const [step, { key, outputs }] of Object.entries(run.steps)) {
    const record = store.peek(key)
    for (const [port, digest] of Object.entries(outputs)) {
      if (record?.outputs[port]?.kind !== "figure") continue // of one whose record is gone nobody knows what it was
      try {
        for (const [file, { png, svg }] of digestsOf(store, digest)) {
          const name = `${step}.${port}/${file}`
          if (png !== undefined) drawn.set(name, { name, digest: png, mediaType: "image/png" })
          else if (svg !== undefined) drawn.set(name, { name, digest: svg, mediaType: "image/svg+xml" })
        }
      } catch (error) {
        if (!(error instanceof ObjectLost)) throw error
        gone.push(`${step}.${port}`)
      }
    }
  }
  return { drawn, gone }
}

/** A picture of either run or both; "changed" where the bytes differ. */
export interface ComparedPicture {
  readonly name: string
  readonly how: "changed" | "same" | "only in the first" | "only in the second"
  readonly from?: Picture
  readonly to?: Picture
}

const howOf = (from: Picture | undefined, to: Picture | undefined): ComparedPicture["how"] => {
  if (from === undefined) return "only in the second"
  if (to === undefined) return "only in the first"
  return from.digest === to.digest ? "same" : "changed"
}

/** Pictures of two runs by name, in the order of the first. */
export const comparePictures = (first: Pictures, second: Pictures): ReadonlyArray<ComparedPicture> =>
  [...new Set([...first.drawn.keys(), ...second.drawn.keys()])].map((name) => {
    const [from, to] = [first.drawn.get(name), second.drawn.get(name)]
    return {
      name,
      how: howOf(from, to),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to })
    }
  })
