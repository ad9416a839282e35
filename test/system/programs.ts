/** What the tests in this folder need of the system and npm cannot bring. All are looked for before any test runs. */
import { existsSync } from "node:fs"
import { delimiter, join } from "node:path"

/** A program, the names it goes by, what it is needed for, and how to get it. */
export interface Program {
  readonly names: ReadonlyArray<string>
  readonly tests: string
  readonly get: string
}

/** Every program that a test of this folder calls. */
export const programs = {
  cc: {
    names: ["cc", "gcc", "clang"],
    tests: "machines that fail on request",
    get: "apt-get install --no-install-recommends gcc libc6-dev"
  },
  chromium: {
    names: ["chromium", "chromium-browser", "google-chrome"],
    tests: "the report in a browser",
    get: "apt-get install --no-install-recommends chromium"
  },
  dvc: {
    names: ["dvc"],
    tests: "what DVC makes of exported and imported pipelines",
    get: "python3 -m venv DIR && DIR/bin/pip install dvc==3.67.1, and DIR/bin on PATH"
  },
  ffmpeg: {
    names: ["ffmpeg"],
    tests: "sound whose decoders do not come with this package",
    get: "apt-get install --no-install-recommends ffmpeg"
  },
  mermaid: {
    names: ["mmdc"],
    tests: "graph --renderer mermaid",
    get: "npm install --global --ignore-scripts @mermaid-js/mermaid-cli@12.2.0"
  }
} as const satisfies Readonly<Record<string, Program>>

/** The program's file on PATH; undefined where there is none. */
export const findProgram = (program: Program): string | undefined =>
  (process.env["PATH"] ?? "").split(delimiter)
    .flatMap((folder) => program.names.map((name) => join(folder, name)))
    .find((file) => existsSync(file))

/** The program's file. Throws, with how to get it, where there is none: a skipped test proves nothing. */
export const needProgram = (program: Program): string => {
  const found = findProgram(program)
  if (found !== undefined) return found
  throw new Error(`${program.names.join(", ")}: none is on PATH, for ${program.tests}. ${program.get}`)
}

/** Run by vitest before the tests: names all that is missing at once. */
export default (): void => {
  const missing: ReadonlyArray<Program> = Object.values(programs).filter((program) =>
    findProgram(program) === undefined
  )
  if (missing.length === 0) return
  const lines = missing.map(({ get, names, tests }) => `  ${names.join(" or ")}, for ${tests}: ${get}`)
  throw new Error(`npm run test:system needs programs that are not on PATH:\n${lines.join("\n")}`)
}
