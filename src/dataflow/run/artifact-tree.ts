/** The readable tree of some artifacts: which object is called what, named by step and port. */
import { bytesOfEntry, readManifest } from "../../format/manifest.ts"
import type { Layout } from "../kind/layout.ts"
import type { OutputRecord } from "../store/action.ts"
import { isInChunks, rowFile } from "../store/chunks.ts"
import { ArtifactRefused, ObjectLost } from "../store/error.ts"
import { filesDue, materialize, type Tree } from "../store/materialize.ts"
import type { Store } from "../store/store.ts"

/** One output and how it is laid out; `isTop` for a document that the pipeline exports. */
export interface Piece extends Layout {
  readonly step: string
  readonly port: string
  readonly output: Pick<OutputRecord, "digest" | "root">
  readonly isTop: boolean
}

/**
 * Every output at `<step>/<port>`; exported documents go to the top, where one looks first. What an output of several
 * parts names is laid out beside it, unless it is an output itself. File sets that stay with the user appear as links.
 *
 * Failure: throws ArtifactRefused where a document names a file that another output owns, ManifestRefused, ObjectLost.
 */
export const artifactTree = (
  store: Store,
  { folder, pieces, steps }: {
    readonly folder: string
    readonly pieces: ReadonlyArray<Piece>
    /** Names of all steps, whose folders no document may enter. */
    readonly steps: ReadonlyArray<string>
  }
): Pick<Tree, "files" | "links" | "joined"> => {
  const files = Object.create(null) as Record<string, string> // a file may be called __proto__
  const links = Object.create(null) as Record<string, string>
  const joined = Object.create(null) as Record<string, string | undefined>
  const ofSteps = new Set(steps.map((step) => step.split("/")[0]!))
  const outputs = new Set(pieces.map(({ output }) => output.digest))
  const add = (name: string, digest: string, isTop: boolean) => {
    if (name in files || (isTop && ofSteps.has(name.split("/")[0]!))) {
      throw new ArtifactRefused({ folder, problem: `a document names the file "${name}", which another output owns` })
    }
    files[name] = digest
  }
  const addFile = (name: string, extension: string, digest: string) => {
    add(`${name}${extension}`, digest, false)
    if (extension === ".parquet" && isInChunks(store, digest)) joined[`${name}${extension}`] = undefined
  }
  for (const { extension, isTop, output, parts, port, step } of pieces) {
    const name = isTop ? "" : `${step}/${port}`
    if (extension !== "") {
      addFile(name, extension, output.digest)
      for (const [part, named] of Object.entries(parts)) {
        if (!outputs.has(named.digest)) addFile(`${name}/${part}`, named.extension, named.digest)
      }
    } else if (output.root !== undefined) links[name] = output.root
    else {
      const prefix = name === "" ? "" : `${name}/`
      for (const entry of readManifest(store.readObject(output.digest)).entries) {
        add(prefix + entry.path, bytesOfEntry(entry), prefix === "")
      }
    }
  }
  return { files, links, joined }
}

/**
 * Brings a folder to a tree, with artifacts that the store has in chunks as one file each, made where one is due.
 * Rejects as `materialize` throws.
 */
export const layOutTree = async (store: Store, folder: string, tree: Tree): Promise<void> => {
  const joined = Object.assign(Object.create(null), tree.joined) as Record<string, string | undefined>
  try {
    for (const name of filesDue(store, folder, tree)) {
      if (Object.hasOwn(joined, name)) joined[name] = await rowFile(store, tree.files[name]!)
    }
  } catch (error) {
    // as materialize does, so that all that is lost is known at once
    if (error instanceof ObjectLost) { for (const each of Object.values(tree.files)) store.prove(each) }
    throw error
  }
  materialize(store, folder, { ...tree, joined })
}
