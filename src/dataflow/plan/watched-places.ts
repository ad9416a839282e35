/** The places on disk that decide what a loaded pipeline computes: code, data, and programs of the project. */
import * as fs from "node:fs"
import * as path from "node:path"
import { type CodePlaces, codePlaces } from "../code/code-record.ts"
import type { Store } from "../store/store.ts"
import type { Loaded } from "./loaded.ts"
import { dataPath } from "./request.ts"
import { locateProgram } from "./surroundings.ts"

/** All by absolute paths; `data` are the user's files and folders that are there. */
export interface WatchedPlaces extends CodePlaces {
  readonly data: ReadonlyArray<string>
}

/** Where a change may make a step of the pipeline stale. */
export const watchedPlaces = (store: Store, { asked, compiled, name, steps }: Loaded): WatchedPlaces => {
  const code = codePlaces(compiled.project, store, name)
  const sources = steps.flatMap(({ definition, params }) =>
    Object.values(definition.sources).map((locate) => path.resolve(locate(params as never)))
  )
  const given = asked.data === undefined ? [] : [dataPath(asked.data)]
  const data = [...new Set([...given, ...sources])].sort()
  const programs = steps.flatMap(({ surroundings: { program } }) =>
    program?.name.includes("/") === true ? locateProgram(compiled.project.root, program.name)?.file ?? [] : []
  )
  const { absent = [], there = [] } = Object.groupBy(
    [...code.folders, ...data],
    (place) => fs.existsSync(place) ? "there" : "absent"
  )
  return {
    files: [...code.files, ...programs],
    absent: [...code.absent, ...absent],
    folders: there,
    data: data.filter((place) => there.includes(place))
  }
}
