/** Stages of DVC as a pipeline of command nodes, in TypeScript that a person reads and goes on with. */
import * as path from "node:path"
import {
  cut,
  floatsOf,
  inTemplate,
  outermost,
  type Path,
  picked,
  schemaOf,
  staysAlive,
  usesOf,
  type Value
} from "./dvc-parameters.ts"
import { metricsNode, shown, variablesOf, versionOf } from "./dvc-programs.ts"
import type { Piece } from "./dvc-template.ts"
import { plainOf, type Tree } from "./dvc-values.ts"
import type { WiredStage } from "./dvc-wires.ts"
import {
  commentText,
  dataLiteral,
  fieldName,
  fieldOf,
  fieldText,
  identifiers,
  stringLiteral,
  templatePart
} from "./typescript-words.ts"

/** What the file is to say beside its stages. */
export interface PipelineText {
  readonly name: string
  /** The dvc.yaml, by its path within the project. */
  readonly file: string
  /** Where the framework is imported from. */
  readonly framework: string
  readonly shell: string
  /** Programs whose version can be asked, found on PATH. */
  readonly isThere: (program: string) => boolean
  readonly left: ReadonlyArray<string>
}

const lineLiteral = (pieces: ReadonlyArray<Piece>, paramOf: (file: string) => string): string => {
  if (!pieces.some((piece) => typeof piece !== "string" && staysAlive(piece))) {
    return stringLiteral(pieces.map(shown).join(""))
  }
  const parts = pieces.map((piece) =>
    typeof piece !== "string" && staysAlive(piece)
      ? inTemplate(piece, piece.from.path.reduce((owner, name) => fieldOf(owner, name), paramOf(piece.from.file)))
      : templatePart(shown(piece))
  )
  return `\`${parts.join("")}\``
}

const baseOf = (place: string): string => path.posix.basename(place)

/** Fields of an object, one a line; nothing for none. */
const block = (name: string, fields: ReadonlyArray<string>, indent: string): ReadonlyArray<string> => {
  if (fields.length === 0) return []
  const line = `${indent}${name}: { ${fields.join(", ")} }`
  if (line.length < 100 && !line.includes("\n")) return [`${line},`]
  return [
    `${indent}${name}: {`,
    ...fields.map((field, i) => `${indent}  ${field}${i < fields.length - 1 ? "," : ""}`),
    `${indent}},`
  ]
}

/** The text of the pipeline's file. Throws DvcProblem. */
export const pipelineText = (stages: ReadonlyArray<WiredStage>, about: PipelineText): string => {
  const trees = new Map<string, Tree>()
  for (const { params, stage } of stages) {
    for (const { file, tree } of params) trees.set(file, tree)
    for (const piece of stage.lines.flat()) {
      if (typeof piece !== "string") {
        trees.set(piece.from.file, trees.get(piece.from.file) ?? treeWith(stages, piece.from.file))
      }
    }
  }
  const name = identifiers([
    "Effect",
    "Node",
    "Pipeline",
    "Schema",
    "files",
    "json",
    "metrics",
    "inputs",
    "outputs",
    "params",
    "reads",
    "undefined",
    "Object",
    "JSON",
    "TextDecoder"
  ])
  const variables = new Map(stages.map(({ stage }) => [stage.name, name(stage.name)]))
  const madeNames = new Map(stages.map(({ stage }) => [stage.name, name(`${stage.name} made`)]))
  const made = (stage: string): string => madeNames.get(stage)!
  const fileNames = identifiers([])
  const paramName = new Map<string, string>()
  for (const file of trees.keys()) paramName.set(file, fileNames(baseOf(file).replace(/\.\w+$/, "")))
  const constName = new Map([...paramName].map(([file, each]) => [file, name(`${each}-file`)]))
  const uses = new Map(stages.map((each) => [each.stage.name, usesOf(each, trees)]))
  const used = [...trees].map(([file, tree]) =>
    [file, tree, outermost([...uses.values()].flatMap((each) => each.get(file)?.paths ?? []))] as const
  ).filter(([, , paths]) => paths.length > 0)
  const stepNames = new Map<string, string>() // which are names of folders, while a matrix may be over paths
  for (const { stage } of stages) {
    const plain = stage.name.replace(/[/\\\p{Cc}]+/gu, "-").replace(/^[.\s-]+|\s+$/g, "").slice(0, 60) || "stage"
    let step = plain === "pipeline" || plain === "__proto__" ? "stage" : plain
    for (let i = 2; [...stepNames.values()].includes(step); i++) step = `${plain}-${i}`
    stepNames.set(stage.name, step)
  }
  const metricFiles = stages.flatMap(({ outputs, stage }) =>
    outputs.flatMap(({ metrics, port }) =>
      metrics.filter((file) => file.endsWith(".json")).map((file) => ({ file, port, stage: stage.name }))
    )
  )

  const node = (each: WiredStage): string => {
    const { folder, lines, outs: _ } = each.stage
    const own = uses.get(each.stage.name)!
    const params = [...own].map(([file, { paths, tree }]) =>
      `${fieldName(paramName.get(file)!)}: ${schemaOf(cut(tree, paths), "    ")}`
    )
    const reads = [
      ...each.sources.map((source) =>
        `${fieldText(source.path)}: ${
          source.isFile
            ? `\`\${${fieldOf("inputs", source.port)}}/${templatePart(baseOf(source.path))}\``
            : fieldOf("inputs", source.port)
        }`
      ),
      ...each.inputs.map((input) =>
        `${fieldText(input.path)}: \`\${${fieldOf("inputs", input.port)}}/${templatePart(baseOf(input.path))}\``
      )
    ]
    const writes = each.outputs.map((output) => `${fieldText(output.path)}: ${fieldOf("outputs", output.port)}`)
    const parameters = [...own].filter(([, { inFile }]) => inFile.length > 0).map(([file, { inFile, tree }]) => {
      const floats = floatsOf(cut(tree, inFile))
      const owner = fieldOf("params", paramName.get(file)!)
      return `${fieldText(file)}: { value: ${picked(owner, tree, inFile)}${
        floats.length === 0 ? "" : `, floats: ${dataLiteral(floats)}`
      } }`
    })
    const env = variablesOf(each)
    const literals = lines.map((pieces) => lineLiteral(pieces, (file) => fieldOf("params", paramName.get(file)!)))
    const uses_ = ["inputs", "outputs", "params"].filter((word) =>
      [...reads, ...writes, ...parameters, ...literals].some((text) =>
        text.includes(`${word}.`) || text.includes(`${word}[`)
      )
    )
    const { description } = each.stage
    return [
      `/** ${
        description === undefined || commentText(description) === ""
          ? `Stage "${commentText(each.stage.name)}".`
          : commentText(description)
      } */`,
      `export const ${variables.get(each.stage.name)!} = Node.command(${
        stringLiteral(stepNames.get(each.stage.name)!)
      }, {`,
      ...block("params", params, "  "),
      ...block(
        "sources",
        each.sources.map(({ path: place, port }) => `${fieldName(port)}: () => ${stringLiteral(place)}`),
        "  "
      ),
      ...block("inputs", each.inputs.map(({ port }) => `${fieldName(port)}: files`), "  "),
      `  outputs: {${
        each.outputs.length === 0 ? "" : ` ${each.outputs.map(({ port }) => `${fieldName(port)}: files`).join(", ")} `
      }},`,
      ...(env.length === 0 ? [] : [`  env: [${env.map((each) => stringLiteral(`${each}?`)).join(", ")}],`]),
      `  version: ${versionOf(each, about.isThere)},`,
      `  command: (${uses_.length === 0 ? "" : `{ ${uses_.join(", ")} }`}) =>`,
      "    Node.inPlace({",
      ...(reads.length === 0 ? ["      reads: {},"] : block("reads", reads, "      ")),
      ...(writes.length === 0 ? ["      writes: {},"] : block("writes", writes, "      ")),
      ...block("parameters", parameters, "      "),
      ...(folder === "." ? [] : [`      folder: ${stringLiteral(folder)},`]),
      ...(about.shell === "sh" ? [] : [`      shell: ${stringLiteral(about.shell)},`]),
      literals.length === 1 && literals[0]!.length < 90
        ? `      lines: [${literals[0]!}]`
        : `      lines: [\n${literals.map((text) => `        ${text}`).join(",\n")}\n      ]`,
      "    })",
      "})"
    ].join("\n")
  }

  const placed = (each: WiredStage): string => {
    const wires = each.inputs.map((input) => `${fieldName(input.port)}: ${fieldOf(made(input.from), input.output)}`)
    const params = [...uses.get(each.stage.name)!].map(([file, { paths, tree }]) =>
      `${fieldName(paramName.get(file)!)}: ${picked(constName.get(file)!, tree, paths)}`
    )
    const wire = wires.length === 0
      ? "{}"
      : wires.join(", ").length < 80
      ? `{ ${wires.join(", ")} }`
      : `{\n    ${wires.join(",\n    ")}\n  }`
    const rest = params.length === 0 ? "" : `, { ${params.join(", ")} }`
    return `  const ${made(each.stage.name)} = yield* ${variables.get(each.stage.name)!}(${wire}${rest})`
  }
  const read = new Set(stages.flatMap(({ inputs }) => inputs.map(({ from, output }) => `${from}\u0000${output}`)))
  const ends = identifiers([])
  const results = stages.flatMap(({ outputs, stage }) =>
    outputs.filter(({ port }) => !read.has(`${stage.name}\u0000${port}`)).map(({ port }) =>
      `${ends(port)}: ${fieldOf(made(stage.name), port)}`
    )
  )
  const metricWires = metricFiles.map((each, i) => `file${i + 1}: ${fieldOf(made(each.stage), each.port)}`)
  const needsSchema = used.length > 0 || metricFiles.length > 0
  const imports = [
    "files",
    ...(metricFiles.length > 0 ? ["json"] : []),
    "Node",
    "Pipeline",
    ...(needsSchema ? ["Schema"] : [])
  ]
  return [
    `/**`,
    ` * Made of ${
      commentText(about.file)
    } by pipeline import dvc: one command node a stage, which finds and leaves its files at their places.`,
    ...(about.left.length === 0
      ? []
      : [" *", " * Not as in DVC:", ...about.left.map((text) => ` * - ${commentText(text)}`)]),
    " */",
    `import { ${imports.join(", ")} } from ${stringLiteral(about.framework)}`,
    "",
    ...used.flatMap(([file, tree, paths]) => [
      `/** Of ${commentText(file)}, which is read no more. */`,
      `const ${constName.get(file)!} = ${dataLiteral(plainOf(cut(tree, paths)))}`,
      ""
    ]),
    ...stages.flatMap((each) => [node(each), ""]),
    ...(metricFiles.length === 0 ? [] : [metricsNode(metricFiles.map(({ file }) => file)), ""]),
    `export default Pipeline.gen(${stringLiteral(about.name)}, { seed: 0 }, function*() {`,
    ...stages.map(placed).map((line, i) =>
      stages[i]!.outputs.length === 0
        ? line.replace(/const \w+ = /, "")
        : unusedAsStatement(line, made(stages[i]!.stage.name), [...results, ...metricWires, ...stages.map(placed)])
    ),
    ...(metricFiles.length === 0 ? [] : [`  yield* metrics({ ${metricWires.join(", ")} })`]),
    results.length === 0
      ? "  return {}"
      : results.join(", ").length < 100
      ? `  return { ${results.join(", ")} }`
      : `  return {\n    ${results.join(",\n    ")}\n  }`,
    "})",
    ""
  ].join("\n")
}

/** A variable that nothing reads is not made. */
const unusedAsStatement = (line: string, made: string, others: ReadonlyArray<string>): string =>
  others.some((other) => other !== line && new RegExp(`\\b${made}[.[]`).test(other))
    ? line
    : line.replace(`const ${made} = `, "")

const treeWith = (stages: ReadonlyArray<WiredStage>, file: string): Tree => {
  const leaves = stages.flatMap(({ stage }) => stage.lines.flat()).filter((piece) => typeof piece !== "string").filter((
    { from }
  ) => from.file === file)
  const grow = (paths: ReadonlyArray<{ readonly path: Path; readonly value: Value["value"] }>): Tree => {
    const heads = [...new Set(paths.map(({ path: [head] }) => head!))]
    return {
      _tag: "Map",
      fields: new Map(heads.map((head) => {
        const below = paths.filter(({ path: [first] }) => first === head)
        const own = below.find(({ path: each }) => each.length === 1)
        return [
          head,
          own === undefined
            ? grow(below.map((each) => ({ ...each, path: each.path.slice(1) })))
            : { _tag: "Leaf" as const, value: own.value }
        ]
      }))
    }
  }
  return grow(leaves.map(({ from, value }) => ({ path: from.path, value })))
}
