/**
 * `pipeline watch`: new and changed files of a library's folder are measured, placed by the rule of its latest run and written
 * into its playlists; deleted ones leave them. Clusters stay as the run found them until somebody runs the pipeline again.
 */
import * as Effect from "effect/Effect"
import type { Project } from "../../../dataflow/code/project.ts"
import type { Store } from "../../../dataflow/store/store.ts"
import { bytesOfEntry, readManifest } from "../../../format/manifest.ts"
import type { ClusteringTrace } from "../../library/trace-clustering.ts"
import { remark } from "../answer.ts"
import { findClustering } from "../find-clustering.ts"
import { latestRuns } from "../recorded-run.ts"
import type { Settings } from "../settings.ts"
import { UsageError } from "../usage-error.ts"
import { Changes, listen, listenToNothing } from "./changes.ts"
import { ignoring } from "./ignoring.ts"
import {
  goneSaid,
  refitSaid,
  type Said,
  sheetSaid,
  takenInSaid,
  unreadableSaid,
  watchingSaid,
  wroteSaid
} from "./music-events.ts"
import { sayEvent } from "./say-event.ts"
import { pollingLines } from "./watch-lines.ts"

const machinery = Effect.promise(() => import("../watch-engine.ts"))

/** What is watched, and where the playlists are. */
export interface WatchedMusic {
  readonly project: Project
  readonly store: Store
  readonly decided: Settings
  readonly pipeline: string | undefined
  readonly data: string | undefined
  readonly from: string | undefined
  readonly playlists: string
  readonly size: number
  readonly repeatsArtists: boolean
  readonly isPolling: boolean
}

const batchFiles = 16 // after which the playlists are written, so that a large copy shows as it goes
const lookAgainMs = 1_000 // while a file is still written to
const lookAnywayMs = 30_000 // for what no event tells: a run that has ended, a drive that came back

const nowMs = () => performance.timeOrigin + performance.now()

/** The folder of a library, if it is the user's. Fails with UsageError where there is none to watch. */
const folderOf = ({ audio, pipeline }: ClusteringTrace) => {
  const root = audio?.output.root
  return root === undefined
    ? Effect.fail(
      new UsageError({
        tag: "no-folder",
        message: `The latest run of pipeline "${pipeline}" was on no folder of audio, so there is nothing to watch.`,
        hint: `pipeline run ${pipeline} --data <folder>   first, then pipeline watch ${pipeline} --data <folder>`
      })
    )
    : Effect.succeed(root)
}

/** Everything about the latest run, as it stands when it is opened. */
const openRun = Effect.fnUntraced(function*({ data, from, pipeline, store }: WatchedMusic) {
  const { captionClusters, LivingLibrary, openEncoder, readLibrary, ruleOf } = yield* machinery
  const trace = yield* findClustering(store, { pipeline, data }, { from, needsEncoder: true })
  const root = yield* folderOf(trace)
  const base = yield* readLibrary(store, trace)
  const captions = captionClusters(base)
  if ("lost" in trace.encoder) return yield* Effect.die(new Error(trace.encoder.lost)) // findClustering asked for one
  const encoder = yield* openEncoder(store, trace.pipeline, trace.encoder)
  const rule = yield* ruleOf(store, trace, base)
  const { digest } = trace.audio!.output
  const listed = store.prove(digest) === "intact" ? readManifest(store.readObject(digest)).entries : []
  const asRead = new Map(listed.map((entry) => [entry.path, bytesOfEntry(entry)]))
  return { trace, root, base, captions, encoder, rule, asRead, living: new LivingLibrary(base, captions) }
})
type OpenRun = Effect.Success<ReturnType<typeof openRun>>

const writeLists = Effect.fnUntraced(function*(watched: WatchedMusic, { living, trace }: OpenRun) {
  const { playlistGroups, writePlaylists } = yield* machinery
  const { captions, library } = living.now()
  const { playlists: folder, project, repeatsArtists, size, store } = watched
  const groupsOf = playlistGroups(library, captions, { by: "cluster", isAnew: false, size })
  const written = yield* writePlaylists(project, store, trace, {
    kind: "cluster",
    library,
    folder,
    size,
    repeatsArtists,
    isAnew: false,
    groupsOf: (last) => groupsOf(last).groups,
    always: living.fresh,
    lost: living.lost,
    formerly: living.formerly
  })
  living.formerly.clear()
  return written.playlists.map(({ file }) => file)
})

/** Follows one run until a later one takes its place. */
const followRun = Effect.fnUntraced(function*(watched: WatchedMusic, run: OpenRun, changes: Changes) {
  const { lookAtMusic, SheetsOfFolders, StillFiles, takeIn } = yield* machinery
  const { decided, playlists, project: _, store } = watched
  const style = decided.errorStyle
  const { asRead, base, captions, encoder, living, root, rule, trace } = run
  const say = ({ event, lines }: Said) => sayEvent(decided, event, lines)
  const still = new StillFiles()
  const told = new Set<string>() // what cannot be looked into, said once
  let proposed = ""
  let isDue = true // at first for what went while nobody watched
  let isCaughtUp = false
  for (const { path } of base.tracks) still.expect(path)

  const notWritten = (reason: string) =>
    say({ event: { event: "not-written", reason }, lines: [`${style.bad("✗")} no playlist is written: ${reason}`] })
  const write = Effect.fnUntraced(function*() {
    isDue = false
    const files = yield* writeLists(watched, run).pipe(
      Effect.catchTag("CannotAssign", ({ message }) => notWritten(message)), // all of it is gone: a drive that is away
      Effect.catchDefect((defect) => {
        if (!(defect instanceof Error && "syscall" in defect)) return Effect.die(defect)
        isDue = true // the next look tries again
        return notWritten(defect.message)
      })
    )
    if (files !== undefined) yield* say(wroteSaid(playlists, files, style))
    const why = living.refit
    if (why === undefined || why === proposed) return
    proposed = why
    const command = `pipeline run ${trace.pipeline}${trace.source === undefined ? "" : ` --data ${trace.source}`}`
    yield* say(refitSaid(why, command, style))
  })

  while (true) {
    const look = lookAtMusic(root)
    const { gone, ready, waiting } = still.notice(look, nowMs())
    for (const [folder, reason] of look.unreadable) {
      if (!told.has(`${folder} ${reason}`)) yield* say(unreadableSaid(folder === "" ? root : folder, reason, style))
      told.add(`${folder} ${reason}`)
    }
    if (look.isThere) told.delete([...told].find((each) => each.startsWith(" ")) ?? "")
    for (const file of gone) {
      if (!living.lose(file)) continue
      isDue = true
      yield* say(goneSaid(file, style))
    }
    const sheets = new SheetsOfFolders(root)
    const isThere = (file: string) => look.files.has(file)
    const placing = { root, store, base, rule, encoder, isThere, asRead, sheets }
    for (let at = 0; at < ready.length; at += batchFiles) {
      for (const taken of yield* takeIn(living, placing, ready.slice(at, at + batchFiles))) {
        isDue ||= taken._tag !== "SetAside" || taken.wasThere
        yield* say(takenInSaid(taken, captions, style))
      }
      for (const { file, reason } of sheets.problems) {
        if (!told.has(`${file} ${reason}`)) yield* say(sheetSaid(file, reason, style))
        told.add(`${file} ${reason}`)
      }
      if (isDue && isCaughtUp) yield* write()
      yield* Effect.sleep(0) // a moment for Ctrl-C
    }
    isCaughtUp ||= look.isThere && waiting === 0
    if (isDue && isCaughtUp && look.isThere) yield* write()
    const { whole } = yield* latestRuns(store, trace.pipeline, watched.data)
    if (whole !== undefined && whole.run !== trace.run) return
    yield* Effect.raceFirst(changes.arrived, Effect.sleep(waiting > 0 ? lookAgainMs : lookAnywayMs))
    changes.take()
    if (waiting > 0) yield* Effect.sleep(lookAgainMs / 4) // a file that is written without end wakes nobody more often
  }
})

/** Watches until it is interrupted. Fails with UsageError or CannotAssign where there is no run to go by. */
export const watchMusic = (watched: WatchedMusic) =>
  Effect.scoped(Effect.gen(function*() {
    const { decided, isPolling, playlists, project } = watched
    const onPolling = (error: NodeJS.ErrnoException) => Effect.runSync(remark(pollingLines(error, decided)))
    const options = { isIgnored: ignoring(project), listen: isPolling ? listenToNothing : listen, onPolling }
    const changes = yield* Effect.acquireRelease(
      Effect.sync(() => new Changes(options)),
      (opened) => Effect.sync(() => opened.close())
    )
    while (true) {
      const run = yield* openRun(watched)
      changes.watch({ files: [], absent: [], folders: [run.root] }, nowMs())
      const { base, root, trace } = run
      yield* ((said: Said) => sayEvent(decided, said.event, said.lines))(watchingSaid({
        folder: root,
        pipeline: trace.pipeline,
        run: trace.run,
        playlists,
        tracks: base.tracks.length,
        isPolling: changes.isPolling
      }, decided.errorStyle))
      yield* followRun(watched, run, changes)
    }
  }))
