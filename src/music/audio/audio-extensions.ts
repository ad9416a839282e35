/** Which files are taken for audio. */

/**
 * Extensions of the formats that src/music/audio/decode.ts can decode, some of them by ffmpeg alone, lower case.
 */
export const audioExtensions: ReadonlyArray<string> =
  ("wav wave w64 rf64 bwf au snd aif aiff aifc caf flac mp3 mp2 mp1 mpga ogg oga opus spx m4a m4b m4r aac ac3 eac3 dts wma amr " +
    "wv mpc tta tak ape shn qoa dsf dff weba webm mka ra voc xm it s3m mod").split(" ")

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
