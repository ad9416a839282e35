/** The project a command works on: the nearest folder upwards that holds pipelines/. */
import * as Effect from "effect/Effect"
import * as Runtime from "effect/Runtime"
import * as Schema from "effect/Schema"
import * as fs from "node:fs"
import * as path from "node:path"

/** `cacheRoot` holds the store; `bundleRoot` compiled pipelines, below a node_modules so that packages resolve. */
export interface Project {
  readonly root: string
  readonly cacheRoot: string
  readonly artifactRoot: string
  readonly bundleRoot: string
}

/** No folder from here upwards holds pipelines/. */
export class NoProject extends Schema.TaggedError<NoProject>()("NoProject", { from: Schema.String }) {
  override readonly [Runtime.errorExitCode] = 2
  override get message() {
    return `${this.from} is not inside a project: no folder from there upwards has pipelines/. Use -C <folder>.`
  }
}

const nearest = (from: string, name: string): string | undefined => {
  for (let folder = path.resolve(from);; folder = path.dirname(folder)) {
    if (fs.existsSync(path.join(folder, name))) return folder
    if (folder === path.dirname(folder)) return undefined
  }
}

/** The project around `from`. `cacheRoot` overrides where the store lives (environment: PIPELINE_CACHE). */
export const findProject = Effect.fn("findProject")(function*(from: string, cacheRoot?: string) {
  const root = nearest(from, "pipelines")
  if (root === undefined) return yield* new NoProject({ from })
  const modules = nearest(root, "node_modules") ?? root
  const project: Project = {
    root,
    cacheRoot: path.resolve(root, cacheRoot ?? "cache"),
    artifactRoot: path.join(root, "artifacts"),
    bundleRoot: path.join(modules, "node_modules", ".cache", "partita")
  }
  return project
})

/** Names of the pipelines in pipelines/, studies as "studies/name"; what several share lies in pipelines/parts/. */
export const pipelineNames = Effect.fn("pipelineNames")(function*(project: Project) {
  return yield* Effect.sync(() => {
    const folder = path.join(project.root, "pipelines")
    return fs.readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && file.split(path.sep)[0] !== "parts")
      .map((file) => file.slice(0, -".ts".length).split(path.sep).join("/"))
      .sort()
  })
})
