/** Pages of docs/api, one an entry: every export with its declaration as the compiler emits it, its words and its example. */
import { execFileSync } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { entries } from "./entries.ts"
import { commentBefore, type PublicExport, publicExports } from "./public-exports.ts"

const root = path.join(import.meta.dirname, "../..")
const bin = (name: string): string => path.join(root, "node_modules/.bin", name)

/** What a node is called with stands in its example, better to read than its type. */
const isOfNodes = (file: string): boolean => file.startsWith("nodes/")

/** Emits the declarations of all entries, whose types `npm run typecheck` checks, and hands over the text of one file's. */
const emitDeclarations = (folder: string): (file: string) => string => {
  const config = {
    extends: path.join(root, "tsconfig.json"),
    compilerOptions: {
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      rootDir: root,
      outDir: folder,
      typeRoots: [path.join(root, "node_modules/@types")]
    },
    include: [],
    files: Object.values(entries).filter((file) => !isOfNodes(file)).map((file) => path.join(root, file))
  }
  fs.writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify(config))
  execFileSync(bin("tsc"), ["-p", folder, "--checkers", "1", "--noCheck"], { stdio: ["ignore", "inherit", "inherit"] })
  return (file) => fs.readFileSync(path.join(folder, file.replace(/\.ts$/, ".d.ts")), "utf8")
}

/** What declares `name` in a declaration file, overloads included: top-level statements begin in the first column. */
const declarationOf = (text: string, name: string): string =>
  text.split(/\n(?=export |declare |import |\/\*\*)/)
    .filter((part) =>
      new RegExp(`^export (declare )?(abstract )?(const|function|class|interface|type) ${name}\\b`).test(part)
    )
    .map((part) =>
      part.replace(/^export (declare )?/, "").replace(/\n\/\/# sourceMappingURL.*/, "")
        .replace(/\n    (private|#private)\b.*/g, "").trim()
    )
    .join("\n")

/** Declarations laid out as the formatter lays out code. */
const formatted = (declarations: ReadonlyArray<string>): ReadonlyArray<string> => {
  const mark = "\n// —\n"
  const text = execFileSync(bin("dprint"), ["fmt", "--stdin", "declarations.ts"], {
    cwd: root,
    encoding: "utf8",
    input: declarations.join(mark)
  })
  return text.split("// —\n").map((part) => part.trim())
}

/** A doc comment as Markdown: what starts with a label such as "Shapes:" is a paragraph of its own. */
const wordsOf = (doc: string): string =>
  doc.replace(/\n(?=(Shapes|Units|Failure|Source|Throws|Deviation)[ :])/g, "\n\n")
    .replace(/@example\n/g, "").replace(/\n{3,}/g, "\n\n").trim()

const anchor = (name: string): string => `[${name}](#${name.toLowerCase().replaceAll(".", "")})`

/** An export with its declaration as shown. */
type Shown = PublicExport & { readonly declaration: string }

const sectionOf = ({ declaration, doc, file, isType, name }: Shown): string => {
  const code = isOfNodes(file) ? "" : `\n\n\`\`\`ts\n${declaration}\n\`\`\``
  const words = wordsOf(doc).replace(/(?=\n\n```|$)/, code)
  return `${isType ? "###" : "##"} ${name}\n\n${words}\n\n[${file}](../../${file})\n`
}

const pageOf = (entry: string, exports: ReadonlyArray<Shown>): string => {
  const first = fs.readFileSync(path.join(root, entries[entry]!), "utf8").split("\n")[0]!
  const [types, values] = [exports.filter(({ isType }) => isType), exports.filter(({ isType }) => !isType)]
  const contents = (some: ReadonlyArray<Shown>) => some.map(({ name }) => anchor(name)).join(" · ")
  return [
    `# ${entry}\n`,
    `${commentBefore(`${first}\n`, Infinity)}\n`,
    `**Values** ${contents(values)}\n`,
    ...(types.length > 0 ? [`**Types** ${contents(types)}\n`] : []),
    ...values.map(sectionOf),
    ...(types.length > 0 ? ["## Types\n"] : []),
    ...types.map(sectionOf)
  ].join("\n")
}

const fileOf = (entry: string): string => `${entry.replace(/^partita\//, "").replaceAll("/", "-")}.md`

/** Texts by their path below docs/api. */
export const apiPages = (): ReadonlyMap<string, string> => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "declarations-"))
  try {
    const textOf = emitDeclarations(folder)
    const sorted = publicExports.toSorted((a, b) => a.name < b.name ? -1 : 1)
    const declarations = formatted(
      sorted.map(({ file, name }) => isOfNodes(file) ? "" : declarationOf(textOf(file), name.split(".").at(-1)!))
    )
    const shown = sorted.map((one, i) => ({ ...one, declaration: declarations[i]! }))
    const pages = Object.keys(entries).map((entry) => {
      const exports = shown.filter((one) => one.entry === entry)
      return { entry, values: exports.filter(({ isType }) => !isType).length, text: pageOf(entry, exports) }
    })
    const rows = pages.map(({ entry, text, values }) =>
      `| [\`${entry}\`](${fileOf(entry)}) | ${text.split("\n")[2]} | ${values} |`
    )
    const index =
      `# Reference\n\nWritten from the code by \`npm run docs\`.\n\n| import from | for | values |\n|---|---|--:|\n${
        rows.join("\n")
      }\n`
    return new Map([["README.md", index], ...pages.map(({ entry, text }) => [fileOf(entry), text] as const)])
  } finally {
    fs.rmSync(folder, { recursive: true })
  }
}
