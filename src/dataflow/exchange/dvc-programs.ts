/** What the programs of imported stages are, need of the environment, and say in numbers. */
import type { Piece } from "./dvc-template.ts"
import type { WiredStage } from "./dvc-wires.ts"
import { stringLiteral } from "./typescript-words.ts"

/** A piece as text. */
export const shown = (piece: Piece): string => typeof piece === "string" ? piece : piece.text

const asked = /^(?:python[\d.]*|Rscript|node|julia|ruby|perl|php|java|bash)$/

/** What tells the version of the program a stage calls; nothing where that is nobody's business to start. */
export const versionOf = ({ stage }: WiredStage, isThere: (program: string) => boolean): string => {
  const [first] = stage.lines
  const program = typeof first?.[0] === "string" ? first[0].trim().split(/\s+/)[0]! : ""
  return asked.test(program) && isThere(program) ? `[${stringLiteral(program)}, "--version"]` : `["sh", "-c", "true"]`
}

/** Variables of the environment that command lines name. */
export const variablesOf = ({ stage }: WiredStage): ReadonlyArray<string> => {
  const given = new Set([
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "TZ",
    "TMPDIR",
    "PWD",
    "OLDPWD",
    "IFS",
    "RANDOM",
    "SECONDS",
    "LINENO"
  ])
  const text = stage.lines.flat().map(shown).join("\n")
  const named = [...text.matchAll(/\$\{?([A-Z_][A-Z0-9_]*)/g)].map(([, name]) => name!)
  const own = new Set([...text.matchAll(/(?:^|[\s;&|(])([A-Z_][A-Z0-9_]*)=/g)].map(([, name]) => name!))
  return [...new Set(named)].filter((name) => !given.has(name) && !own.has(name))
}

/** A node that makes metrics of the numbers in JSON files. */
export const metricsNode = (places: ReadonlyArray<string>): string =>
  `/** Numbers of metrics files, for pipeline metrics show. DVC does not say what is better: a name with "loss" or "error" is less. */
export const metrics = Node.fn("metrics", {
  inputs: { ${places.map((_, i) => `file${i + 1}: files`).join(", ")} },
  outputs: { metrics: json(Schema.Unknown) },
  run: async ({ inputs, report }) => {
    const told: Record<string, number> = {}
    const tell = (value: unknown, name: string): void => {
      if (typeof value === "number" && Number.isFinite(value)) told[name] = value
      else if (typeof value === "object" && value !== null) {
        for (const [key, each] of Object.entries(value)) tell(each, name === "" ? key : \`\${name}.\${key}\`)
      }
    }
    const read = async (file: { readonly read: (path: string) => Promise<Uint8Array> }, path: string, name: string) =>
      tell(JSON.parse(new TextDecoder().decode(await file.read(path))), name)
${
    places.map((place, i) =>
      `    await read(inputs.file${i + 1}, ${stringLiteral(place)}, ${
        places.length === 1 ? `""` : stringLiteral(place)
      })`
    ).join("\n")
  }
    for (const [name, value] of Object.entries(told)) {
      report.metric(name, { value, better: /loss|error|mse|mae|perplexity/i.test(name) ? "lower" : "higher" })
    }
    return { metrics: told }
  }
})`
