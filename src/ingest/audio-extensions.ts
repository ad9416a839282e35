/** Which files are taken for audio. */

/** Extensions of the formats that can be decoded, lower case. */
export const audioExtensions = [
  "wav",
  "au",
  "aif",
  "aiff",
  "flac",
  "mp3",
  "ogg",
  "oga",
  "opus",
  "m4a",
  "aac",
  "xm",
  "mod",
  "s3m",
  "it"
] as const

/** The part of a path after its last dot, lower case; empty for a name without one. */
export const extensionOf = (path: string): string => {
  const name = path.slice(path.lastIndexOf("/") + 1)
  const dot = name.lastIndexOf(".")
  return dot <= 0 ? "" : name.slice(dot + 1).toLowerCase()
}

/** A path without its extension. */
export const stemOf = (path: string): string => {
  const extension = extensionOf(path)
  return extension === "" ? path : path.slice(0, -extension.length - 1)
}
