/** Data sets: what `--data` gives, told apart by where it lies, and named for people. Next: run/dataset-of-run.ts. */
import * as fs from "node:fs"
import * as path from "node:path"
import { dataPath } from "./request.ts"

const longestName = 60 // with a pipeline's name and a suffix well below the 255 bytes that file systems allow

/**
 * What tells a data set apart: the absolute path that is given, links not followed; a text that names no place as it is;
 * undefined for what a pipeline works on unasked.
 */
export const sourceOfData = (given: string | undefined): string | undefined => {
  if (given === undefined) return undefined
  const place = dataPath(given)
  return fs.existsSync(place) ? place : given
}

/** A source's name for people and folders: the last part of its path without an ending, plain characters only. */
export const nameOfSource = (source: string): string => {
  const last = path.parse(source)
  const isFolder = fs.statSync(source, { throwIfNoEntry: false })?.isDirectory() === true
  const plain = (isFolder ? last.base : last.name).normalize("NFC").replaceAll(/[^\p{L}\p{M}\p{N}._-]+/gu, "-")
  const name = Array.from(plain.replaceAll(/^[-.]+|[-.]+$/g, "")).slice(0, longestName).join("")
  return name === "" ? "data" : name
}
