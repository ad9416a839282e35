/** A folder as a .zip file, entry by entry; everything has the same time, so that the same files give the same bytes. */
import * as Effect from "effect/Effect"
import * as Zip from "effect/encoding/Zip"
import * as Stream from "effect/Stream"
import * as fs from "node:fs"
import * as path from "node:path"

const oldest = new Date(1980, 0, 1) // the first day that the format can say

const namesBelow = (folder: string): ReadonlyArray<string> =>
  fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())
    .map((each) => path.relative(folder, path.join(each.parentPath, each.name))).sort()

/** Writes all files below a folder to a new file. */
export const zipFolder = (folder: string, target: string): Effect.Effect<void, Zip.ZipError> =>
  Effect.gen(function*() {
    const entries = Stream.fromIterable(namesBelow(folder)).pipe(
      Stream.map((name) => Zip.file(name, fs.readFileSync(path.join(folder, name)), { mtime: oldest }))
    )
    const staging = `${target}.${crypto.randomUUID()}.tmp`
    yield* Effect.acquireUseRelease(
      Effect.sync(() => fs.openSync(staging, "wx")),
      (handle) =>
        Stream.runForEach(
          entries.pipe(Stream.pipeThroughChannel(Zip.encode())),
          (bytes: Uint8Array) => Effect.sync(() => void fs.writeSync(handle, bytes))
        ),
      (handle) => Effect.sync(() => fs.closeSync(handle))
    ).pipe(Effect.tapCause(() => Effect.sync(() => fs.rmSync(staging, { force: true }))))
    fs.renameSync(staging, target)
  })
