/** Command lines for programs that know where their files lie in a project, such as the stages of somebody's dvc.yaml. */
import { canonicalJson } from "../../format/canonical-json.ts"

/** A file of parameters that a program reads: their values, and which of them are to be written with a point, 2.0 and not 2. */
export interface ParameterFile {
  readonly value: unknown
  readonly floats?: ReadonlyArray<string>
}

/** What a program finds and leaves, by paths within the project. */
export interface InPlace {
  /** Where a file or folder is handed over, by where the program looks for it. */
  readonly reads: Readonly<Record<string, string>>
  /** The output folder that takes what the program leaves at a path. */
  readonly writes: Readonly<Record<string, string>>
  readonly parameters?: Readonly<Record<string, ParameterFile>>
  /** The folder the program runs in. */
  readonly folder?: string
  /** What reads the lines; "sh" unless stated. */
  readonly shell?: string
  /** Command lines, each begun when the one before has ended well. */
  readonly lines: ReadonlyArray<string>
}

/**
 * A number that is not whole by its nature as Python and its programs write it: 1.0, 0.25, 1e-05.
 *
 * @example
 * ```ts
 * import { Node } from "partita"
 * Node.decimal(1) // → "1.0"
 * ```
 */
export const decimal = (value: number): string => {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf"
  const [mantissa = "", exponent = ""] = value.toExponential().split("e")
  const power = Number(exponent)
  if (power < -4 || power >= 16) {
    return `${mantissa}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`
  }
  const digits = Math.max(0, mantissa.replace(/[-.]/g, "").length - 1 - power)
  const plain = Object.is(value, -0) ? "-0" : value.toFixed(digits)
  return plain.includes(".") ? plain : `${plain}.0`
}

const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`

const parentOf = (path: string): string => path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "."

const isWithin = (path: string, folder: string): boolean => path.startsWith(`${folder}/`)

/** JSON, which every reader of YAML takes, with whole numbers of `floats` written as such. */
const parameterText = ({ floats = [], value }: ParameterFile): string => {
  const write = (each: unknown, path: string): string => {
    if (Array.isArray(each)) return `[${each.map((item, i) => write(item, `${path}.${i}`)).join(", ")}]`
    if (typeof each === "object" && each !== null) {
      const fields = Object.entries(each).map(([name, field]) =>
        `${JSON.stringify(name)}: ${write(field, path === "" ? name : `${path}.${name}`)}`
      )
      return `{${fields.join(", ")}}`
    }
    return typeof each === "number" && floats.includes(path) ? decimal(each) : canonicalJson(each)
  }
  return write(value, "")
}

/**
 * A command line that lays what a program reads at its places, runs it there and takes what it leaves. Folders are copied,
 * so that a program may write into them; a file is a link.
 *
 * @example
 * ```ts
 * import { files, Node } from "partita"
 * export const count = Node.command({
 *   sources: { words: () => "data/words.txt" },
 *   outputs: { counts: files },
 *   version: ["sh", "-c", "true"],
 *   command: ({ inputs, outputs }) =>
 *     Node.inPlace({
 *       reads: { "data/words.txt": `${inputs.words}/words.txt` },
 *       writes: { "data/counts.txt": outputs.counts },
 *       lines: ["wc -w data/words.txt > data/counts.txt"]
 *     })
 * })
 * ```
 */
export const inPlace = (
  { folder = ".", lines, parameters = {}, reads, shell = "sh", writes }: InPlace
): ReadonlyArray<string> => {
  const written = [...Object.keys(writes), ...Object.keys(parameters)]
  const places = Object.keys(reads).toSorted((a, b) => a.length - b.length)
  const at = (place: string): string => quoted(`work/${place}`)
  const script = [
    ...lines.map((line) => `# ${line.replace(/\s+/g, " ")}`), // what is seen of it where it fails
    "set -e",
    "here=$PWD",
    `mkdir -p ${[...new Set([...places, ...written].map(parentOf).concat(folder))].map(at).join(" ")}`,
    ...places.map((place) => {
      const isShared = [...places, ...written].some((other) => isWithin(other, place))
      const from = `"$here"/${quoted(reads[place]!)}`
      const copy = `mkdir -p ${at(place)} && cp -RL ${from}/. ${at(place)}/`
      return isShared ? copy : `if [ -d ${from} ]; then ${copy}; else ln -s ${from} ${at(place)}; fi`
    }),
    ...Object.entries(parameters).map(([place, file]) => `printf %s ${quoted(parameterText(file))} > ${at(place)}`),
    `cd ${at(folder)}`,
    ...lines.map((line) => `${shell} -c ${quoted(line)}`),
    `cd "$here"`,
    ...Object.entries(writes).flatMap(([place, output]) => [
      `[ -e ${at(place)} ] || { echo ${quoted(`nothing was left at ${place}`)} >&2; exit 1; }`,
      `mv ${at(place)} ${quoted(`${output}/${place.slice(place.lastIndexOf("/") + 1)}`)}`
    ])
  ].join("\n")
  return ["sh", "-c", script]
}

/** The command lines of a program that `inPlace` made; undefined for any other. */
export const linesInPlace = ([program, option, script = ""]: ReadonlyArray<string>): string | undefined => {
  const [, remarks] = /^((?:# .*\n)+)set -e\nhere=\$PWD\n/.exec(script) ?? []
  if (program !== "sh" || option !== "-c" || remarks === undefined) return undefined
  return remarks.trimEnd().split("\n").map((line) => line.slice(2)).join("; ")
}
