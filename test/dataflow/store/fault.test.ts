import * as fs from "node:fs"
import { expect, it } from "vitest"
import { ArtifactError } from "../../../src/dataflow/kind/artifact.ts"
import { faultOf } from "../../../src/dataflow/store/fault.ts"
import { Store } from "../../../src/dataflow/store/store.ts"

const system = (code: string, fields: object) =>
  Object.assign(new Error(`${code}: whatever`), { code, errno: -1, ...fields })

it.each([
  ["ENOSPC", "write", "/c/objects/x", /^Could not write \/c\/objects\/x: the disk is full \(ENOSPC\)\.$/],
  ["EROFS", "mkdir", "/c/tmp", /^Could not mkdir \/c\/tmp: the file system is read-only \(EROFS\)\.$/],
  ["EPERM", "link", "/c/a", /^Could not link \/c\/a: the system does not permit it \(EPERM\)\.$/],
  ["EIO", "fsync", "/c/a", /^Could not fsync \/c\/a: the disk fails \(EIO\)\.$/],
  ["EMFILE", "spawn /bin/x", "/bin/x", /^Could not spawn \/bin\/x: too many files are open \(EMFILE\)\.$/]
])("%s says what could not be done, to what, why, and what next", (code, syscall, path, message) => {
  const fault = faultOf(system(code, { syscall, path }))

  expect(fault?.message).toMatch(message)
  expect(fault?.hint).toMatch(/\w{4}/)
})

it.each([
  [`IO Error: Could not write file "/c/a.parquet": No space left on device`, "ENOSPC"],
  [`IO Error: Cannot open file "/c/a.parquet": Read-only file system`, "EROFS"],
  ["Worker initialization failure: EMFILE", "EMFILE"],
  ["Cannot read package config /p/package.json: too many open files.", "EMFILE"]
])("a library that says it in its own words is understood: %s", (message, code) => {
  expect(faultOf(new Error(message))).toMatchObject({ code })
  expect(faultOf(new Error(message))?.message).toContain(message.replace(/\.$/, ""))
})

it("the fault below an error that wraps it is found, and what only speaks of disks is none", () => {
  const cause = system("EIO", { syscall: "write", path: "/c/a" })
  const wrapped = [new Error("no luck", { cause }), new ArtifactError({ kind: "table", doing: "save", cause })]

  expect(wrapped.map(faultOf)).toMatchObject([{ code: "EIO", path: "/c/a" }, { code: "EIO", path: "/c/a" }])
  expect(faultOf(new Error("no space left on device was the answer of the service"))).toBeUndefined()
  expect(faultOf(new Error("row 3 is not finite", { cause: new Error("loss is NaN") }))).toBeUndefined()
  expect(faultOf(system("ENOENT", { syscall: "open", path: "/c/a" }))).toBeUndefined()
})

it.runIf(fs.existsSync("/dev/full"))("a cache below a file is the wrong folder, not a fault that passes", () => {
  const open = () => Store.open("/dev/full/cache", { fsync: false, warn: () => undefined })

  expect(open).toThrow("The cache folder /dev/full/cache cannot be written")
})
