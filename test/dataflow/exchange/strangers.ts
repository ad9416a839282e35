/** Projects of strangers to this house, with what DVC 3.67.1 made of their dvc.yaml: strangers/record.py. */
import * as fs from "node:fs"
import * as path from "node:path"
import { parse } from "yaml"

const folder = path.join(import.meta.dirname, "strangers")

/** A stage as DVC has it resolved. */
export interface RecordedStage {
  readonly name: string
  readonly cmd: ReadonlyArray<string>
  readonly folder: string
  readonly deps: ReadonlyArray<string>
  readonly outs: ReadonlyArray<string>
  readonly params: Readonly<Record<string, ReadonlyArray<string>>>
  readonly frozen: boolean
}

/** A project: where its dvc.yaml lies, its files, and its stages by DVC. */
export interface Stranger {
  readonly name: string
  readonly dvc: string
  readonly files: Readonly<Record<string, string>>
  readonly resolved: ReadonlyArray<RecordedStage>
}

/** All of them. */
export const strangers: ReadonlyArray<Stranger> = fs.readdirSync(folder).filter((file) => file.endsWith(".yaml")).sort()
  .map((file) => {
    const name = file.slice(0, -".yaml".length)
    const { dvc = "dvc.yaml", files } = parse(fs.readFileSync(path.join(folder, file), "utf8")) as {
      readonly dvc?: string
      readonly files: Stranger["files"]
    }
    const resolved = JSON.parse(fs.readFileSync(path.join(folder, `${name}.dvc.json`), "utf8")) as Stranger["resolved"]
    return { name, dvc, files, resolved }
  })

/** Writes a project's files below a folder. */
export const layOut = (root: string, files: Stranger["files"]): void => {
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
    fs.writeFileSync(path.join(root, file), text, { mode: file.startsWith("bin/") ? 0o755 : 0o644 })
  }
}
