/** The parameters of models of audio and lyrics, and the branches they make. */
import { branchParam, latentsParam, logVarLimitParam } from "./dense-params.ts"
import { trainingParams } from "./training-params.ts"

/** Fields of a node's parameter schema. */
export const pairParams = {
  audio: branchParam,
  lyrics: branchParam,
  latents: latentsParam,
  logVarLimit: logVarLimitParam,
  ...trainingParams
}

type Branch = typeof branchParam.Type

/** One branch per modality, as wide as what is shown of it. */
export const branchesOf = (
  shown: { readonly features: ReadonlyArray<string>; readonly lyrics: ReadonlyArray<string> },
  { audio, lyrics }: { readonly audio: Branch; readonly lyrics: Branch }
) => [
  { name: "audio", features: shown.features.length, ...audio },
  { name: "lyrics", features: shown.lyrics.length, ...lyrics }
]
