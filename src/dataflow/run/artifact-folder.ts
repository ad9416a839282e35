/** Where the readable outputs of a pipeline lie: one folder per data set. */
import * as path from "node:path"
import { digestOf } from "../../format/digest.ts"
import type { Project } from "../code/project.ts"
import { nameOfSource } from "../plan/dataset.ts"
import { laidOutIn } from "../store/materialize.ts"
import type { Store } from "../store/store.ts"

/**
 * `artifacts/<pipeline>` for what a pipeline works on unasked, `artifacts/<pipeline>@<name>` for a data set, by its
 * source. Where another data set of that name holds the folder, the later one gets six digits of its source's digest
 * behind the name.
 */
export const artifactFolder = (
  project: Project,
  store: Store,
  pipeline: string,
  source: string | undefined
): string => {
  const own = path.join(project.artifactRoot, pipeline)
  if (source === undefined) return own
  const plain = `${own}@${nameOfSource(source)}`
  const apart = `${plain}-${digestOf(source).slice(0, 6)}`
  const holder = laidOutIn(store.files, plain)
  if (holder?.source === source) return plain
  return holder === undefined && laidOutIn(store.files, apart) === undefined ? plain : apart
}
