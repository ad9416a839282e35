/** Every import of every source file, as rolldown's parser (oxc) reads them: types, re-exports and `import()` too. */
import * as fs from "node:fs"
import * as path from "node:path"
import { parseSync, Visitor } from "rolldown/utils"

/** `to` is a project file or a package. Lazy imports are loaded when first needed, type imports never. */
export interface Import {
  readonly from: string
  readonly to: string
  readonly isType: boolean
  readonly isLazy: boolean
}

/** Where sources live. */
export const sourceFolders = ["src", "nodes", "pipelines"]

/** Project-relative paths of all TypeScript sources, sorted, with "/" between the parts. */
export const sourceFiles = (root: string): ReadonlyArray<string> =>
  sourceFolders.flatMap((folder) =>
    fs.readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => `${folder}/${file.split(path.sep).join("/")}`)
  ).sort()

/** The imports of one file. Throws when it does not parse. A computed `import(address)` names nothing and is left out. */
export const importsOf = (file: string, text: string): ReadonlyArray<Import> => {
  const { errors, program } = parseSync(file, text, { lang: file.endsWith("x") ? "tsx" : "ts" })
  if (errors.length > 0) throw new SyntaxError(`${file}: ${errors[0]!.message}`)
  const found: Array<Import> = []
  const add = (specifier: string, isType: boolean, isLazy = false) => {
    const to = specifier.startsWith(".") ? path.posix.join(path.posix.dirname(file), specifier) : specifier
    found.push({ from: file, to, isType, isLazy })
  }
  new Visitor({
    ImportDeclaration: ({ importKind, source, specifiers }) =>
      add(
        source.value,
        importKind === "type" ||
          (specifiers.length > 0 &&
            specifiers.every((each) => each.type === "ImportSpecifier" && each.importKind === "type"))
      ),
    ExportNamedDeclaration: ({ exportKind, source }) => {
      if (source !== null) add(source.value, exportKind === "type")
    },
    ExportAllDeclaration: ({ exportKind, source }) => add(source.value, exportKind === "type"),
    ImportExpression: ({ source }) => {
      if (source.type === "Literal" && typeof source.value === "string") add(source.value, false, true)
    },
    TSImportType: ({ source }) => add(source.value, true, true)
  }).visit(program)
  return found
}

/** The imports of all sources below `root`. */
export const allImports = (root: string): ReadonlyArray<Import> =>
  sourceFiles(root).flatMap((file) => importsOf(file, fs.readFileSync(path.join(root, file), "utf8")))
