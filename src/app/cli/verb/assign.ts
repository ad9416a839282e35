/** `pipeline assign`: where new tracks belong among the clusters of a finished run; playlists and tables of those. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as fs from "node:fs"
import type { Store } from "../../../dataflow/store/store.ts"
import { audioExtensions, extensionOf } from "../../../music/audio/audio-extensions.ts"
import type { ClusterCaption } from "../../library/cluster-captions.ts"
import type { Library } from "../../library/library.ts"
import type { Rule } from "../../library/place-tracks.ts"
import type { ClusteringTrace } from "../../library/trace-clustering.ts"
import { answer, answerJson, remark } from "../answer.ts"
import { assignedJson, changedLines, headLines, type Outcome } from "../assign-answer.ts"
import { assignedLines, assignedMarkdown } from "../assign-table.ts"
import { findClustering } from "../find-clustering.ts"
import { engine, openProject } from "../open-project.ts"
import { clustersFlag, runDataFlag } from "../pipeline-flags.ts"
import { truncateDisplay } from "../render/display-width.ts"
import { printed } from "../render/terminal-text.ts"
import { type Settings, settings } from "../settings.ts"
import { SilentExit } from "../silent-exit.ts"
import { UsageError } from "../usage-error.ts"

/** What assigning is made of, in one chunk that is only loaded when a verb runs. */
const machinery = Effect.promise(() => import("../assign-engine.ts"))

const looksLikeAudio = (word: string): boolean =>
  fs.existsSync(word) || word.includes("/") || audioExtensions.includes(extensionOf(word))

/** The first word is a pipeline where there is one of that name, else audio like the others. */
const splitWords = (words: ReadonlyArray<string>, known: ReadonlyArray<string>) =>
  Effect.gen(function*() {
    const [first, ...rest] = words
    if (first === undefined) return { pipeline: undefined, audio: [] }
    if (known.includes(first)) return { pipeline: first, audio: rest }
    if (looksLikeAudio(first)) return { pipeline: undefined, audio: words }
    return yield* new UsageError({
      tag: "unknown-pipeline",
      message: `"${first}" is neither a pipeline nor a file.`,
      given: `assign ${words.join(" ")}`,
      word: first,
      known,
      hint: known.length === 0 ? "pipelines/ holds no pipeline yet" : `pipelines here: ${known.join(", ")}`
    })
  })

/** Overwrites one line of a terminal while files are measured. */
const progressLine = ({ columns, errorStyle, progress }: Settings) => (text: string): void => {
  if (progress === "tty") {
    process.stderr.write(`\r\u001b[K${printed(errorStyle.quiet(truncateDisplay(text, columns - 1)))}`)
  }
}

const place = (
  store: Store,
  trace: ClusteringTrace,
  { audio, captions, library, rule, show }: {
    readonly audio: ReadonlyArray<string>
    readonly captions: ReadonlyArray<ClusterCaption>
    readonly library: Library
    readonly rule: Rule
    readonly show: (text: string) => void
  }
) =>
  Effect.gen(function*() {
    const { audioFiles, tagTitles, openEncoder, encodeFiles, placeTracks } = yield* machinery
    if (audio.length === 0 || "lost" in trace.encoder) return { rows: [], failed: [] } satisfies Outcome
    const { files, unusable } = audioFiles(audio)
    const encoder = yield* openEncoder(store, trace.pipeline, trace.encoder)
    const encoded = yield* encodeFiles(encoder, files, (done, file) =>
      show(`measuring ${done} of ${files.length}  ${file}`))
    show("")
    const placed = placeTracks(encoded.points, library, { rule, count: 3 })
    const captionOf = new Map(captions.map((caption) => [caption.cluster, caption]))
    const named = yield* Effect.promise(() =>
      tagTitles(files)
    )
    const rows = encoded.files.map((file, i) => {
      const { cluster, confidence, distance, near } = placed[i]!
      const { about, name } = captionOf.get(cluster) ?? { about: "", name: "noise" }
      const nearest = near.map((each) => ({
        title: library.tracks[each.row]!.title,
        cluster: captionOf.get(library.labels[each.row]!)!.name,
        distance: each.distance
      }))
      return { file, title: named.get(file) ?? null, name, about, confidence, distance, nearest, placed: placed[i]! }
    })
    return { rows, failed: [...unusable, ...encoded.unusable] } satisfies Outcome
  })

const folderFlag = (name: string, description: string) =>
  Flag.String(name).pipe(Flag.withMetavar("DIR"), Flag.withDescription(description), Flag.optional)

/** The verb. */
export const assign = Command.make("assign", {
  words: Argument.String("audio").pipe(
    Argument.withDescription("Files or folders, after a pipeline that has run (default: the latest that can)"),
    Argument.variadic({ min: 0 })
  ),
  data: runDataFlag,
  from: clustersFlag,
  playlists: folderFlag("playlists", "Write an M3U8 playlist of every cluster of the library"),
  csv: folderFlag("csv", "Write the library's clusters and latents as CSV"),
  parquet: folderFlag("parquet", "Write the library's clusters and latents as Parquet"),
  md: Flag.Boolean("md").pipe(Flag.withDescription("Answer as a Markdown table"), Flag.withDefault(false))
}, (input) =>
  Effect.scoped(Effect.gen(function*() {
    const decided = yield* settings
    const { project, store } = yield* openProject(decided.folder)
    const { pipelineNames } = yield* engine
    const known = [...new Set([...(yield* pipelineNames(project)), ...store.runs().map(({ pipeline }) => pipeline)])]
    const { audio, pipeline } = yield* splitWords(input.words, known)
    const isExport = [input.playlists, input.csv, input.parquet].some(Option.isSome)
    if (audio.length === 0 && !isExport) {
      return yield* new UsageError({
        tag: "no-audio",
        message: "There is nothing to assign.",
        hint: `pipeline assign ${
          pipeline ?? "easy"
        } <file or folder> …\n--playlists DIR   writes the clusters of the library`
      })
    }
    const from = Option.getOrUndefined(input.from)
    const data = Option.getOrUndefined(input.data)
    const trace = yield* findClustering(store, { pipeline, data }, { from, needsEncoder: audio.length > 0 })
    const { captionClusters, changedCode, readLibrary, ruleOf, exportLibrary } = yield* machinery
    const library = yield* readLibrary(store, trace)
    const captions = captionClusters(library)
    const rule = yield* ruleOf(store, trace, library)
    const outcome: Outcome = yield* place(store, trace, { audio, captions, library, rule, show: progressLine(decided) })
    const written = yield* exportLibrary(project, store, trace, {
      library,
      captions,
      rule,
      playlists: Option.getOrUndefined(input.playlists),
      csv: Option.getOrUndefined(input.csv),
      parquet: Option.getOrUndefined(input.parquet)
    })
    const changed = audio.length === 0 ? [] : yield* changedCode(project, store, trace)
    if (decided.isJson) {
      yield* answerJson(assignedJson(trace, { library, captions, outcome, changed, written: written.files }))
    } else {
      const { columns, errorStyle, isQuiet, style } = decided
      if (input.md) yield* answer(assignedMarkdown(outcome.rows))
      else if (outcome.rows.length > 0) {
        const title = isQuiet ? [] : headLines(trace, library, { captions, rule, style })
        yield* answer([...title, ...assignedLines(outcome.rows, { columns, style })])
      }
      yield* remark(outcome.failed.map(({ file, reason }) => `${errorStyle.bad("✗")} ${file}: ${reason}`))
      if (!isQuiet) yield* remark([...written.remarks, ...changedLines(trace, changed, errorStyle)])
    }
    if (audio.length > 0 && outcome.rows.length === 0) return yield* new SilentExit({ code: 1 })
  }))).pipe(
    Command.withDescription("Say to which cluster new tracks belong, and which tracks are nearest"),
    Command.withExamples([
      { command: "pipeline assign easy new-song.flac", description: "its cluster, how sure, and its neighbours" },
      { command: "pipeline assign ~/Music/unsorted --json", description: "a whole folder, for another program" },
      { command: "pipeline assign easy --playlists ~/Music/playlists", description: "the clusters as playlists" }
    ])
  )
