/** The page docs/cli.md: what the command says of itself and of every verb, found by walking its own help. */
import { execFileSync } from "node:child_process"
import * as path from "node:path"

const root = path.join(import.meta.dirname, "../..")

/** Help as the built command prints it, in sections by their headings. */
const helpOf = (verb: ReadonlyArray<string>): ReadonlyMap<string, string> => {
  const text = execFileSync(process.execPath, [path.join(root, "bin/pipeline.js"), ...verb, "--help"], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"], COLUMNS: "80", NO_COLOR: "1" }
  })
  const sections = text.trimEnd().split(/\n\n(?=\S)/).map((section) => {
    const [heading, ...lines] = section.split("\n")
    return [heading!, lines.join("\n")] as const
  })
  return new Map(sections)
}

/** The commands a section of help lists: two blanks, a name, two blanks or more, what it does. */
const listed = (section: string): ReadonlyArray<string> =>
  section.split("\n").flatMap((line) => /^ {2}([a-z][\w-]*) {2,}\S/.exec(line)?.[1] ?? [])

const own = new Set(["DESCRIPTION", "USAGE", "ARGUMENTS", "FLAGS", "GLOBAL FLAGS", "EXAMPLES"])
const verbsIn = (help: ReadonlyMap<string, string>): ReadonlyArray<string> =>
  [...help].flatMap(([heading, text]) => own.has(heading) ? [] : listed(text))

const block = (text: string): string => `\`\`\`text\n${text}\n\`\`\``

/** A verb and the verbs below it: its sentence, and its help without what every verb shares. */
const verbSections = (verb: ReadonlyArray<string>): ReadonlyArray<string> => {
  const help = helpOf(verb)
  const shown = [...help].filter(([heading]) => heading !== "DESCRIPTION" && heading !== "GLOBAL FLAGS")
    .map(([heading, text]) => `${heading}\n${text}`).join("\n\n")
  return [
    `${"#".repeat(verb.length + 1)} pipeline ${verb.join(" ")}\n\n${help.get("DESCRIPTION")!.trim()}.\n\n${
      block(shown)
    }`,
    ...verbsIn(help).flatMap((name) => verbSections([...verb, name]))
  ]
}

const exitCodes = `| code | means |
|--:|---|
| 0 | all is well |
| 1 | a node or a check failed |
| 2 | wrong usage or configuration: nothing was run |
| 3 | something is stale (\`status --check\`) |
| 70 | a bug in pipeline; the message names a log |
| 130 | interrupted; what was done is kept, and the next run goes on |`

const environment = `| variable | does |
|---|---|
| \`PIPELINE_CACHE\` | the store's folder, instead of \`cache/\` in the project |
| \`PIPELINE_KEY_FILE\` | the file with the key that signs a shared cache, instead of \`partita.key\` in the project |
| \`PIPELINE_RESOURCES\` | what the machine has besides cores, such as \`gpu=2,licence=3,memoryMb=16000\` |
| \`PIPELINE_FFMPEG\` | the program that decodes AAC, M4A, AC-3, WebM, AVI and what else is not understood; \`ffmpeg\` where it is installed, none when empty |
| \`FORCE_COLOR\` | colour even where no terminal is; \`0\` or \`false\` for none |
| \`NO_COLOR\` | no colour; \`--color\` and \`FORCE_COLOR\` go before it |
| \`TERM\` | \`dumb\` means no colour and plain progress |
| \`CI\` | plain progress |
| \`SHELL\` | the shell of imported DVC stages, where it is bash or zsh; else sh |
| \`PUPPETEER_EXECUTABLE_PATH\` | the Chromium to draw with, instead of the first on \`PATH\` |`

/** The page. */
export const cliPage = (): string => {
  const help = helpOf([])
  const overview = [...help].filter(([heading]) => !own.has(heading)).map(([heading, text]) => `${heading}\n${text}`)
  return [
    "# The command line",
    "Written from the command's own help by `npm run docs`. Answers go to stdout, everything else to stderr.",
    block(overview.join("\n\n")),
    ...verbsIn(help).flatMap((name) => verbSections([name])),
    `## Global flags\n\nEvery verb takes these.\n\n${block(help.get("GLOBAL FLAGS")!)}`,
    `## Exit codes\n\n${exitCodes}`,
    `## Environment\n\n${environment}`
  ].join("\n\n") + "\n"
}
