/**
 * What people say of runs: tags, notes and pins, one sealed file each beside the records, which stay as they are. Adding
 * and removing one touches no other, so that two people at once lose nothing.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { digestOf } from "../../format/digest.ts"
import { unlessGone } from "./file-error.ts"
import { isText, optional, structOf } from "./shape.ts"
import type { SmallFiles } from "./small-files.ts"

const folder = "refs/marks"

/** One mark: a tag, a note, or with neither a pin. `at` is when it was made. */
interface Mark {
  readonly run: string
  readonly at: string
  readonly tag?: string
  readonly note?: string
}

/** Whether a value read from a file is a mark. */
export const isMark = structOf<Mark>({ run: isText, at: isText, tag: optional(isText), note: optional(isText) })

/** What was said of one run: tags by name, notes from the first on, and since when it is pinned. */
export interface RunMarks {
  readonly tags: ReadonlyArray<string>
  readonly notes: ReadonlyArray<{ readonly at: string; readonly text: string }>
  readonly pinnedAt?: string
}

/** What is said of a run that nobody marked. */
export const unmarked: RunMarks = { tags: [], notes: [] }

const beginning = (run: string): string => /^[0-9A-Za-z]{1,64}$/.test(run) ? run : digestOf(run).slice(0, 32)
const tagFile = (run: string, tag: string): string =>
  `${folder}/${beginning(run)}-tag-${digestOf(tag).slice(0, 16)}.json`
const pinFile = (run: string): string => `${folder}/${beginning(run)}-pin.json`

const namesOf = ({ root }: SmallFiles): ReadonlyArray<string> =>
  (unlessGone(() => fs.readdirSync(path.join(root, folder))) ?? []).filter((name) => name.endsWith(".json")).sort()
    .map((name) => `${folder}/${name}`)

const byTime = (a: Mark, b: Mark): number => a.at < b.at ? -1 : a.at > b.at ? 1 : 0

/** All marks, by run. */
export const readMarks = (files: SmallFiles): ReadonlyMap<string, RunMarks> => {
  const marks = namesOf(files).flatMap((name) => files.read(name, isMark) ?? []).sort(byTime)
  return new Map(
    [...Map.groupBy(marks, ({ run }) => run)].map(([run, own]) => {
      const pin = own.find(({ note, tag }) => note === undefined && tag === undefined)
      return [run, {
        tags: own.flatMap(({ tag }) => tag ?? []).sort(),
        notes: own.flatMap(({ at, note }) => note === undefined ? [] : [{ at, text: note }]),
        ...(pin === undefined ? {} : { pinnedAt: pin.at })
      }]
    })
  )
}

/** Runs with what is said of each. */
export const withMarks = <R extends { readonly run: string }>(
  files: SmallFiles,
  runs: ReadonlyArray<R>
): ReadonlyArray<R & RunMarks> => {
  const marks = readMarks(files)
  return runs.map((run) => ({ ...run, ...marks.get(run.run) ?? unmarked }))
}

const remove = (files: SmallFiles, name: string): void => {
  files.assertWritable()
  fs.rmSync(path.join(files.root, name), { force: true })
}

/** Gives a run a tag; the time of one that it has already stays. Throws MachineFault where nothing may be written. */
export const addTag = (
  files: SmallFiles,
  run: string,
  { at, tag }: { readonly tag: string; readonly at: string }
): void => {
  files.assertWritable()
  const name = tagFile(run, tag)
  if (files.read(name, isMark) === undefined) files.write(name, { run, at, tag })
}

/** Takes a tag from a run. */
export const removeTag = (files: SmallFiles, run: string, tag: string): void => remove(files, tagFile(run, tag))

/** Adds a note to a run. */
export const addNote = (files: SmallFiles, run: string, { at, text }: RunMarks["notes"][number]): void => {
  files.assertWritable()
  files.write(`${folder}/${beginning(run)}-note-${crypto.randomUUID()}.json`, { run, at, note: text })
}

/** Removes all notes of a run. */
export const clearNotes = (files: SmallFiles, run: string): void => {
  for (const name of namesOf(files)) if (name.startsWith(`${folder}/${beginning(run)}-note-`)) remove(files, name)
}

/** Pins a run, so that no collection removes what it reached; the time of the first pin stays. */
export const pinRun = (files: SmallFiles, run: string, at: string): void => {
  files.assertWritable()
  if (files.read(pinFile(run), isMark) === undefined) files.write(pinFile(run), { run, at })
}

/** Takes the pin from a run. */
export const unpinRun = (files: SmallFiles, run: string): void => remove(files, pinFile(run))

/** Removes whatever is said of runs that are no more. */
export const removeMarks = (files: SmallFiles, runs: ReadonlyArray<string>): void => {
  const gone = new Set(runs.map(beginning))
  for (const name of namesOf(files)) {
    if (gone.has(/^([0-9A-Za-z]+)-/.exec(path.basename(name))?.[1] ?? "")) remove(files, name)
  }
}
