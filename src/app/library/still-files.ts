/**
 * Which files of a folder are new or changed and are no longer written to, and which are gone, told by looking again and
 * again. A copy that pauses for longer than a file is waited for is taken as it is, and once more when it has grown; each
 * time it is waited for twice as long.
 */
import type { Look } from "./look-at-music.ts"

/** What has come and gone since the last look; `waiting` files are still written to. */
export interface Noticed {
  readonly ready: ReadonlyArray<string>
  readonly gone: ReadonlyArray<string>
  readonly waiting: number
}

interface Followed {
  readonly signature: string
  /** When it was first seen so. */
  readonly sinceMs: number
  readonly taken: boolean
  readonly stillMs: number
  /** When it was first seen to be gone. */
  readonly goneMs: number | undefined
}

/** How long a file must have been as it is, and the longest that one which went on after that is waited for. */
export const stillMs = { first: 2_000, longest: 120_000 }

const goneAfterMs = 2 * stillMs.first // a tagger may take a file away and put another in its place; a rename comes first

/** Follows the files of one folder. */
export class StillFiles {
  private readonly followed = new Map<string, Followed>()

  /** Counts a file as one that was there, so that it is noticed if it is not. */
  expect(path: string): void {
    this.followed.set(path, { signature: "", sinceMs: 0, taken: true, stillMs: stillMs.first, goneMs: undefined })
  }

  /** `nowMs` counts from 1970, as the file system's times do; a file from the future is waited for by looking twice. */
  notice({ files, isThere, unreadable }: Look, nowMs: number): Noticed {
    if (!isThere) return { ready: [], gone: [], waiting: 0 } // a drive that is away is no deletion
    const ready: Array<string> = []
    let waiting = 0
    for (const [path, { changedMs, signature }] of files) {
      const known = this.followed.get(path)
      const isSame = known?.signature === signature
      if (isSame && known.taken) {
        if (known.goneMs !== undefined) this.followed.set(path, { ...known, goneMs: undefined })
        continue
      }
      const wait = isSame
        ? known.stillMs
        : known?.taken === true && known.signature !== ""
        ? Math.min(2 * known.stillMs, stillMs.longest)
        : known?.stillMs ?? stillMs.first
      const sinceMs = isSame ? known.sinceMs : nowMs
      const isStill = nowMs - sinceMs >= wait || (changedMs <= nowMs && nowMs - changedMs >= wait)
      this.followed.set(path, { signature, sinceMs, taken: isStill, stillMs: wait, goneMs: undefined })
      if (isStill) ready.push(path)
      else waiting++
    }
    const hidden = [...unreadable.keys()]
    const isHidden = (path: string) => hidden.some((folder) => path === folder || path.startsWith(`${folder}/`))
    const gone: Array<string> = []
    for (const [path, known] of this.followed) {
      if (files.has(path) || isHidden(path)) continue
      const goneMs = known.goneMs ?? nowMs
      if (nowMs - goneMs < goneAfterMs) {
        this.followed.set(path, { ...known, goneMs })
        waiting++
      } else {
        gone.push(path)
        this.followed.delete(path)
      }
    }
    return { ready: ready.sort(), gone: gone.sort(), waiting }
  }
}
