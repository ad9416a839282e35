import { execFileSync } from "node:child_process"
import * as fs from "node:fs"
import * as path from "node:path"
import { expect, it } from "vitest"

const root = path.join(import.meta.dirname, "..", "..", "..")
const options =
  "--checkers 1 --ignoreConfig --noEmit --target es2023 --lib es2024,esnext.disposable --module nodenext --strict " +
  "--exactOptionalPropertyTypes --allowImportingTsExtensions --skipLibCheck --types node"

/** What the compiler says of a file, without places. */
const complaints = (file: string): ReadonlyArray<string> => {
  try {
    execFileSync(process.execPath, [path.join(root, "node_modules/typescript/bin/tsc"), ...options.split(" "), file], {
      cwd: root,
      encoding: "utf8"
    })
    return []
  } catch (error) {
    const { stdout } = error as { readonly stdout: string }
    return stdout.split("\n").filter((line) => line.includes("error TS")).map((line) =>
      line.replace(/^.*error TS\d+: /, "")
    )
  }
}

it("a misspelt sweep path is named by the compiler, with what is near it", () => {
  const folder = path.join(root, "test", ".rig", "grid", crypto.randomUUID()) // as deep as this one, for its imports
  fs.mkdirSync(folder, { recursive: true })
  const text = fs.readFileSync(path.join(import.meta.dirname, "misspelt.ts"), "utf8")
  const file = path.join(folder, "misspelt.ts")
  fs.writeFileSync(file, text.replaceAll(/ *\/\/ @ts-expect-error.*\n/g, "").replaceAll("../../../", "../../../../"))

  const said = complaints(file)

  fs.rmSync(folder, { recursive: true })
  expect(said).toMatchInlineSnapshot(`
    [
      "Type 'number[]' is not assignable to type '"There is no parameter \\"train.rat\\". Did you mean \\"train.rate\\"?"'.",
      "Type 'number[]' is not assignable to type '"There is no parameter \\"trian.rate\\". Did you mean \\"train.rate\\"?"'.",
      "Property '"~misspelt"' is missing in type 'number[]' but required in type 'NoSuchParameter<"train.speed", "train.epochs" | "train.rate">'.",
      "Type 'string' is not assignable to type 'number'.",
    ]
  `)
})
