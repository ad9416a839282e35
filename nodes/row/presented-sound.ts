/** Parameters of the sections that let a model's pictures be heard. */
import * as Schema from "effect/Schema"
import { PictureScale } from "./picture-scale.ts"

const fields = {
  /** The section's, which no other of the same report has. */
  id: Schema.String,
  model: Schema.NonEmptyString,
  scale: PictureScale
}

/** What all of them are told. */
export const presentedSound = Schema.Struct(fields)

/** The same and more. */
export const presentedSoundAnd = <const More extends Schema.Struct.Fields>(more: More) =>
  Schema.Struct({ ...fields, ...more })
