import { expect, it } from "vitest"
import type { Look, Seen } from "../../../src/app/library/look-at-music.ts"
import { StillFiles } from "../../../src/app/library/still-files.ts"

const t0 = 1_000_000
const look = (files: Readonly<Record<string, Seen>>, unreadable: ReadonlyArray<string> = []): Look => ({
  isThere: true,
  files: new Map(Object.entries(files)),
  unreadable: new Map(unreadable.map((folder) => [folder, "EACCES"]))
})
const old = (signature: string): Seen => ({ signature, changedMs: t0 - 60_000 })
const fresh = (signature: string, changedMs: number): Seen => ({ signature, changedMs })

it("a file that rests is taken at once and once, one that is written to when it has been still for two seconds", () => {
  const still = new StillFiles()

  const first = still.notice(look({ "a.mp3": old("1"), "b.mp3": fresh("10", t0) }), t0)
  const grown = still.notice(look({ "a.mp3": old("1"), "b.mp3": fresh("20", t0 + 1_500) }), t0 + 1_500)
  const early = still.notice(look({ "a.mp3": old("1"), "b.mp3": fresh("20", t0 + 1_500) }), t0 + 3_000)
  const done = still.notice(look({ "a.mp3": old("1"), "b.mp3": fresh("20", t0 + 1_500) }), t0 + 3_600)

  expect([first.ready, grown.ready, early.ready, done.ready]).toEqual([["a.mp3"], [], [], ["b.mp3"]])
  expect([first.waiting, grown.waiting, early.waiting, done.waiting]).toEqual([1, 1, 1, 0])
})

it("a copy that paused is taken again when it has grown, after waiting twice as long", () => {
  const still = new StillFiles()
  still.notice(look({ "a.mp3": old("1") }), t0)

  const soon = still.notice(look({ "a.mp3": fresh("2", t0) }), t0 + 2_500)
  const later = still.notice(look({ "a.mp3": fresh("2", t0) }), t0 + 4_000)

  expect([soon.ready, later.ready]).toEqual([[], ["a.mp3"]])
})

it("a file dated in the future is taken when two looks two seconds apart find it the same", () => {
  const still = new StillFiles()
  const ahead = look({ "a.mp3": fresh("1", t0 + 3_600_000) })

  expect([t0, t0 + 1_000, t0 + 2_000].map((now) => still.notice(ahead, now).ready)).toEqual([[], [], ["a.mp3"]])
})

it("a file is gone when it stays away, not when a tagger puts another in its place", () => {
  const still = new StillFiles()
  still.expect("gone.mp3")
  still.notice(look({ "a.mp3": old("1"), "gone.mp3": old("3") }), t0)

  const away = still.notice(look({}), t0 + 1_000)
  const back = still.notice(look({ "a.mp3": old("2") }), t0 + 3_000)
  const end = still.notice(look({ "a.mp3": old("2") }), t0 + 5_000)

  expect([away.gone, back.gone, end.gone]).toEqual([[], [], ["gone.mp3"]])
  expect(back.ready).toEqual(["a.mp3"])
})

it("what lies below a folder that cannot be read, or on a drive that is away, is not gone", () => {
  const still = new StillFiles()
  still.notice(look({ "x/a.mp3": old("1"), "xy.mp3": old("1") }), t0)

  const unmounted = [t0 + 1, t0 + 9_000].map((now) =>
    still.notice({ isThere: false, files: new Map(), unreadable: new Map() }, now)
  )
  const closed = [t0 + 10_000, t0 + 20_000].map((now) => still.notice(look({}, ["x"]), now))

  expect(unmounted.map(({ gone }) => gone)).toEqual([[], []])
  expect(closed.map(({ gone }) => gone)).toEqual([[], ["xy.mp3"]])
})
