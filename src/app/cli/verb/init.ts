/** `pipeline init`: a new project that runs at once. Its files: new-project.ts and assets/template. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { answer, answerJson, remark } from "../answer.ts"
import { cloneFault } from "../clone-build.ts"
import { settings } from "../settings.ts"
import { UsageError } from "../usage-error.ts"

const usable = /^[a-z][a-z0-9-]{0,60}$/

/** The verb: makes the folder NAME, or fills it where it is empty. */
export const init = Command.make("init", {
  name: Argument.String("name").pipe(Argument.withDescription("Folder and name of the project"))
}, ({ name }) =>
  Effect.gen(function*() {
    const { errorStyle, folder, isJson, style } = yield* settings
    const given = `init ${name}`
    if (!usable.test(name)) {
      return yield* new UsageError({
        tag: "odd-name",
        message: `"${name}" cannot be the name of a project.`,
        given,
        word: name,
        hint: "small letters, digits and hyphens, a letter first: pipeline init my-music"
      })
    }
    const target = path.resolve(folder, name)
    if (fs.existsSync(target) && (!fs.statSync(target).isDirectory() || fs.readdirSync(target).length > 0)) {
      return yield* new UsageError({
        tag: "folder-in-use",
        message: `${name} is there already and not empty; nothing was written.`,
        given,
        word: name,
        hint: "take another name, or empty the folder"
      })
    }
    const { clonedFrom, writeProject } = yield* Effect.promise(() => import("../new-project.ts"))
    const files = writeProject(target, name)
    const clone = clonedFrom(target)
    const fault = clone === undefined ? undefined : cloneFault(clone)
    if (clone !== undefined && fault !== undefined) {
      const what = fault === "missing"
        ? "what projects import is not built there"
        : "its sources are newer than its dist/"
      yield* remark([
        `${errorStyle.accent("!")} the project takes partita from a clone, and ${what}`,
        `   hint: cd ${path.relative(folder, clone) || "."} && npm run package   before npm install`
      ])
    }
    if (isJson) return yield* answerJson({ name, folder: target, files })
    yield* answer([
      `${name}: ${files.length} files`,
      ...files.map((file) => `  ${file}`),
      "",
      style.quiet("next:"),
      `  cd ${name}`,
      "  npm install",
      "  npx pipeline run first",
      "  npm test"
    ])
  })).pipe(Command.withDescription("Start a project that reads sound and draws a figure"))
