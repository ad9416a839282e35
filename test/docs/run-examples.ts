/** Runs the examples that examples.ts wrote to the working directory, and prints what differs from what they say. */
import * as fs from "node:fs"
import * as path from "node:path"

/** A value as an example would write it. */
const written = (value: unknown): string => {
  if (typeof value === "number") {
    return String(Number.isInteger(value) ? value : Math.abs(value) < 1e-9 ? 0 : Number(value.toPrecision(3)))
  }
  if (ArrayBuffer.isView(value)) return written(Array.from(value as unknown as Iterable<number>))
  if (Array.isArray(value)) return `[${value.map(written).join(", ")}]`
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined)
    return `{ ${
      fields.map(([name, field]) => `${/^\w+$/.test(name) ? name : JSON.stringify(name)}: ${written(field)}`).join(", ")
    } }`
  }
  return typeof value === "string" ? JSON.stringify(value) : String(value)
}

/** Whether a value is what was written; numbers to the digits that are there. */
const agrees = (found: unknown, expected: unknown): boolean => {
  if (typeof found === "number" && typeof expected === "number") {
    const decimals = /\.(\d+)$/.exec(String(expected))?.[1]!.length ?? 0
    return Object.is(found, expected) || Math.abs(found - expected) <= 0.5001 * 10 ** -decimals
  }
  if (ArrayBuffer.isView(found)) return agrees(Array.from(found as unknown as Iterable<number>), expected)
  if (typeof found !== "object" || found === null || typeof expected !== "object" || expected === null) {
    return found === expected
  }
  const names = (of: object) => Object.entries(of).filter(([, field]) => field !== undefined).map(([name]) => name)
  return Array.isArray(found) === Array.isArray(expected) &&
    new Set([...names(found), ...names(expected)]).size === names(expected).length &&
    names(expected).every((name) => agrees(Reflect.get(found, name), Reflect.get(expected, name)))
}

const lines: Array<{ id: string; line: number; found: string; isRight: boolean }> = []
const failures: Array<string> = []
Object.assign(globalThis, {
  $checks: (id: string) => (line: number, found: unknown, expected: unknown) => {
    lines.push({ id, line, found: written(found), isRight: agrees(found, expected) })
  }
})
const log = console.log
console.log = () => {}
for (const id of JSON.parse(fs.readFileSync("ids.json", "utf8")) as ReadonlyArray<string>) {
  try {
    await import(path.resolve(`${id}.ts`))
  } catch (error) {
    failures.push(`${id}: ${error instanceof Error ? error.stack : String(error)}`)
  }
}
log(JSON.stringify({ lines, failures }))
