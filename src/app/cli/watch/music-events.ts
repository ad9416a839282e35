/** What `pipeline watch` says: what became of files, which playlists were written, and that a refit is due. */
import type { ClusterCaption } from "../../library/cluster-captions.ts"
import type { TakenIn } from "../../library/take-in.ts"
import { trackName } from "../../library/track-name.ts"
import { plural } from "../render/plural.ts"
import type { Style } from "../render/style.ts"

/** An event for programs, and its lines for people. */
export interface Said {
  readonly event: { readonly event: string; readonly [field: string]: unknown }
  readonly lines: ReadonlyArray<string>
}

/** What became of one file. */
export const takenInSaid = (taken: TakenIn, captions: ReadonlyArray<ClusterCaption>, style: Style): Said => {
  const { file } = taken
  switch (taken._tag) {
    case "Placed": {
      const { cluster, track } = taken.placed
      const caption = captions.find((each) => each.cluster === cluster)
      const [name, about] = [caption?.name ?? "noise", caption?.listName ?? "in no playlist"]
      const title = trackName(track)
      return {
        event: { event: taken.isAgain ? "changed" : "added", file, title, cluster, name },
        lines: [`${style.good(taken.isAgain ? "~" : "+")} ${title}  ${style.quiet("→")}  ${name} ${style.quiet(about)}`]
      }
    }
    case "Retagged": {
      const title = trackName(taken.track)
      return {
        event: { event: "retagged", file, title },
        lines: [`${style.good("~")} ${file}  ${style.quiet("is called")}  ${title}`]
      }
    }
    case "Moved":
      return {
        event: { event: "moved", file, from: taken.from },
        lines: [`${style.good("→")} ${taken.from}  ${style.quiet("is now")}  ${file}`]
      }
    case "SetAside":
      return {
        event: { event: "set-aside", file, reason: taken.reason },
        lines: [`${style.bad("✗")} ${file}: ${taken.reason}`]
      }
  }
}

/** Tracks whose files are gone. */
export const goneSaid = (file: string, style: Style): Said => ({
  event: { event: "gone", file },
  lines: [`${style.active("-")} ${file}`]
})

/** Folders that cannot be looked into, and that the music itself is away. */
export const unreadableSaid = (folder: string, reason: string, style: Style): Said => ({
  event: { event: "unreadable", folder, reason },
  lines: [`${style.bad("✗")} ${folder}: ${reason}; what is below it stays as it was`]
})

/** A CUE sheet that cuts nothing. */
export const sheetSaid = (file: string, reason: string, style: Style): Said => ({
  event: { event: "sheet", file, reason },
  lines: [`${style.bad("✗")} ${file}: ${reason}`]
})

/** What is watched, said once at the beginning and for each later run. */
export const watchingSaid = (
  { folder, isPolling, pipeline, playlists, run, tracks }: {
    readonly folder: string
    readonly pipeline: string
    readonly run: string
    readonly playlists: string
    readonly tracks: number
    readonly isPolling: boolean
  },
  style: Style
): Said => ({
  event: { event: "watching", folder, pipeline, run, playlists, tracks, isPolling },
  lines: [
    `${style.accent("watching")}  ${folder}  ${
      style.quiet(
        `${plural(tracks, "track")} of ${pipeline}, run ${run.slice(0, 6)}  ·  playlists in ${playlists}${
          isPolling ? "  ·  every second" : ""
        }  ·  Ctrl-C stops`
      )
    }`
  ]
})

/** Which playlists were written. */
export const wroteSaid = (folder: string, files: ReadonlyArray<string>, style: Style): Said => ({
  event: { event: "wrote", folder, playlists: files },
  lines: [style.quiet(`  wrote ${plural(files.length, "playlist")} to ${folder}`)]
})

/** That the clusters should be found anew. */
export const refitSaid = (why: string, command: string, style: Style): Said => ({
  event: { event: "refit-due", why, command },
  lines: [`${style.active("!")} ${why}`, `   ${style.quiet("hint:")} ${command}   finds the clusters anew`]
})
