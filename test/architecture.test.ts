import * as fs from "node:fs"
import * as path from "node:path"
import { describe, expect, it } from "vitest"

const root = path.join(import.meta.dirname, "..")
const sources = ["src", "nodes", "pipelines"].flatMap((folder) =>
  fs.readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => `${folder}/${file.split(path.sep).join("/")}`)
)

/** Import specifiers of a file; `types` are erased and bind nothing at run time. */
const importsOf = (file: string) => {
  const text = fs.readFileSync(path.join(root, file), "utf8")
  const pattern = /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^"'`;]*?\sfrom\s+)?"([^"]+)"|import\("([^"]+)"\)/g
  return [...text.matchAll(pattern)].map((match) => {
    const specifier = match[2] ?? match[3]!
    const target = specifier.startsWith(".")
      ? path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier))
      : specifier
    return { target, isType: match[1] !== undefined, isLazy: match[3] !== undefined }
  })
}
const graph = new Map(sources.map((file) => [file, importsOf(file)]))

const breaches = (from: RegExp, to: (target: string) => boolean) =>
  [...graph].filter(([file]) => from.test(file)).flatMap(([file, imports]) =>
    imports.filter(({ target }) => to(target)).map(({ target }) => `${file} → ${target}`)
  )

describe("layers", () => {
  it("keeps effect, the framework and the file system out of the maths", () => {
    const forbidden = /^(effect|@effect|node:fs|src\/(dataflow|app)\/)/
    expect(breaches(/^src\/(math|music|learn)/, (target) => forbidden.test(target))).toEqual([])
  })

  it("lets nobody import the application", () => {
    expect(breaches(/^(?!src\/app\/)/, (target) => target.startsWith("src/app/"))).toEqual([])
  })

  it("has no import cycles", () => {
    const state = new Map<string, "open" | "done">()
    const cycles: Array<string> = []
    const visit = (file: string, trail: ReadonlyArray<string>): void => {
      if (state.get(file) === "done") return
      if (state.get(file) === "open") return void cycles.push([...trail.slice(trail.indexOf(file)), file].join(" → "))
      state.set(file, "open")
      for (const { isLazy, isType, target } of graph.get(file) ?? []) {
        if (!isType && !isLazy && graph.has(target)) visit(target, [...trail, file])
      }
      state.set(file, "done")
    }
    for (const file of sources) visit(file, [])
    expect(cycles).toEqual([])
  })
})

describe("files", () => {
  it("are at most 400 lines long", () => {
    const long = sources.filter((file) => fs.readFileSync(path.join(root, file), "utf8").split("\n").length > 400)
    expect(long).toEqual([])
  })

  it("are named after what they hold", () => {
    expect(sources.filter((file) => /(^|\/)(utils?|helpers?|common|misc)\.ts$/.test(file))).toEqual([])
  })

  it("take no clock and no chance of their own, and swallow nothing", () => {
    const banned = /Math\.random|Date\.now|: any\b|\bas any\b|catch\s*(\([^)]*\))?\s*\{\s*\}/
    expect(sources.filter((file) => banned.test(fs.readFileSync(path.join(root, file), "utf8")))).toEqual([])
  })

  it("load heavy packages only when they are needed", () => {
    const heavy = /^(@duckdb|@tensorflow|vega|sharp|@viz-js|audio-decode|meyda|umap-js|esbuild|onnxruntime)/
    const eager = [...graph].flatMap(([file, imports]) =>
      imports.filter(({ isLazy, isType, target }) => !isLazy && !isType && heavy.test(target)).map(({ target }) =>
        `${file} → ${target}`
      )
    )
    expect(eager).toEqual([])
  })
})
