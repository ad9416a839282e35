/** Places in compiled code as places in the files they were written in, for what a step failed with. */
import * as fs from "node:fs"
import { SourceMap, type SourceMapPayload } from "node:module"
import * as path from "node:path"
import type { Failure } from "../event.ts"

const place = /(?:file:\/\/)?(\/[^\s():]+\.js):(\d+):(\d+)/g

/** Compiled code, by the module that is loaded first; its maps lie beside it. */
export interface Compiled {
  readonly entry: string
}

const readMap = (file: string): SourceMap | undefined => {
  const map = `${file}.map`
  if (!fs.existsSync(map)) return undefined
  return new SourceMap(JSON.parse(fs.readFileSync(map, "utf8")) as SourceMapPayload)
}

/** A text whose places in the compiled pipeline are those of its sources: `nodes/loudness.ts:31:7`. */
export const withSourceLines = (text: string, { entry }: Compiled): string => {
  const folder = path.dirname(entry)
  const maps = new Map<string, SourceMap | undefined>()
  return text.replaceAll(place, (all: string, file: string, line: string, column: string) => {
    if (path.dirname(file) !== folder) return all
    if (!maps.has(file)) maps.set(file, readMap(file))
    const found = maps.get(file)?.findEntry(Number(line) - 1, Number(column) - 1)
    if (found === undefined || !("originalSource" in found)) return all
    const source = found.originalSource.replace(/^(?:\.\.\/)+/, "") // the map is written one folder below the project
    return `${source}:${found.originalLine + 1}:${found.originalColumn + 1}`
  })
}

const ownPlace = /(?<![\w./])((?:nodes|pipelines|src)\/(?!dataflow\/)[^\s():]+\.[jt]sx?:\d+):\d+/

/** A failure that says where in the project's files it began; the framework's own are not meant. */
export const located = (failure: Failure, compiled: Compiled): Failure => {
  const detail = withSourceLines(failure.detail, compiled)
  const at = ownPlace.exec(detail)?.[1]
  return { ...failure, detail, ...(at === undefined ? {} : { at }) }
}
