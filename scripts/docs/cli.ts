/** The page docs/cli.md: what the command says of itself and of every verb, found by walking its own help. */
import * as NodeServices from "@effect/platform-node/NodeServices"
import * as CliConfig from "effect/cli/CliConfig"
import * as CliOutput from "effect/cli/CliOutput"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { execFileSync } from "node:child_process"
import * as path from "node:path"
import { commands } from "../../src/app/cli/commands.ts"
import { builtInFlags } from "../../src/app/cli/global-flag.ts"
import { helpText } from "../../src/app/cli/presenter.ts"
import { version } from "../../src/app/cli/version.ts"

const root = path.join(import.meta.dirname, "../..")

/** Help in sections by their headings. */
const sectionsOf = (text: string): ReadonlyMap<string, string> => {
  const sections = text.trimEnd().split(/\n\n(?=\S)/).map((section) => {
    const [heading, ...lines] = section.split("\n")
    return [heading!, lines.join("\n")] as const
  })
  return new Map(sections)
}

/** What the tree of verbs prints when it is asked for help: all in this process, as one process a verb was 10 s of work. */
const helpTextOf = async (verb: ReadonlyArray<string>): Promise<string> => {
  let said = ""
  const presenter: CliOutput.Presenter = {
    present: (event) =>
      event._tag === "Help"
        ? Effect.sync(() => void (said += helpText(event.helpDoc, false)))
        : Effect.die(new Error(`pipeline ${verb.join(" ")} --help says no help but ${event._tag}`))
  }
  const environment = Layer.mergeAll(
    NodeServices.layer,
    CliConfig.layer({ builtIns: [...builtInFlags] }),
    CliOutput.layerPresenter(presenter)
  )
  await Effect.runPromise(
    Command.runWith(commands, { version, renderErrors: true })([...verb, "--help"]).pipe(Effect.provide(environment))
  )
  return said
}

/** Help as the built command prints it. */
const printedHelp = (): string =>
  execFileSync(process.execPath, [path.join(root, "bin/pipeline.js"), "--help"], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"], COLUMNS: "80", NO_COLOR: "1" }
  })

/** The commands a section of help lists: two blanks, a name, two blanks or more, what it does. */
const listed = (section: string): ReadonlyArray<string> =>
  section.split("\n").flatMap((line) => /^ {2}([a-z][\w-]*) {2,}\S/.exec(line)?.[1] ?? [])

const own = new Set(["DESCRIPTION", "USAGE", "ARGUMENTS", "FLAGS", "GLOBAL FLAGS", "EXAMPLES"])
const verbsIn = (help: ReadonlyMap<string, string>): ReadonlyArray<string> =>
  [...help].flatMap(([heading, text]) => own.has(heading) ? [] : listed(text))

const block = (text: string): string => `\`\`\`text\n${text}\n\`\`\``

/** A verb and the verbs below it: its sentence, and its help without what every verb shares. */
const verbSections = async (verb: ReadonlyArray<string>): Promise<ReadonlyArray<string>> => {
  const help = sectionsOf(await helpTextOf(verb))
  const shown = [...help].filter(([heading]) => heading !== "DESCRIPTION" && heading !== "GLOBAL FLAGS")
    .map(([heading, text]) => `${heading}\n${text}`).join("\n\n")
  return [
    `${"#".repeat(verb.length + 1)} pipeline ${verb.join(" ")}\n\n${help.get("DESCRIPTION")!.trim()}.\n\n${
      block(shown)
    }`,
    ...await sectionsBelow(verb, help)
  ]
}

/** The verbs that help lists, each with those below it. */
const sectionsBelow = async (
  verb: ReadonlyArray<string>,
  help: ReadonlyMap<string, string>
): Promise<ReadonlyArray<string>> =>
  (await Promise.all(verbsIn(help).map((name) => verbSections([...verb, name])))).flat()

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

/** The page. Rejects where the built command says something else of itself than the code: it was not built since. */
export const cliPage = async (): Promise<string> => {
  const text = await helpTextOf([])
  if (printedHelp().trimEnd() !== text) throw new Error("bin/pipeline.js is not built from this code: npm run build")
  const help = sectionsOf(text)
  const overview = [...help].filter(([heading]) => !own.has(heading)).map(([heading, text]) => `${heading}\n${text}`)
  return [
    "# The command line",
    "Written from the command's own help by `npm run docs`. Answers go to stdout, everything else to stderr.",
    block(overview.join("\n\n")),
    ...await sectionsBelow([], help),
    `## Global flags\n\nEvery verb takes these.\n\n${block(help.get("GLOBAL FLAGS")!)}`,
    `## Exit codes\n\n${exitCodes}`,
    `## Environment\n\n${environment}`
  ].join("\n\n") + "\n"
}
