/** Files that are set aside, and why. */
import { FileChanged } from "../../dataflow/store/error.ts"
import { BadAudio } from "../../music/audio/bad-audio.ts"

/** A file or folder that cannot be used, and why. */
export interface UnusableFile {
  readonly file: string
  readonly reason: string
}

const unreadable: Readonly<Record<string, string>> = {
  EACCES: "you may not read it",
  EISDIR: "it is a folder",
  ENOENT: "there is no such file"
}

/** Why a file is set aside, or undefined where the failure is not the file's. */
export const reasonOf = (cause: unknown): string | undefined => {
  if (cause instanceof BadAudio) return cause.message.replace(`${cause.where} cannot be used: `, "") // it is listed beside
  if (cause instanceof FileChanged) return "it has changed while it was read"
  const code = cause instanceof Error && "syscall" in cause ? (cause as NodeJS.ErrnoException).code : undefined
  return code === undefined ? undefined : unreadable[code] ?? `the system says ${code}`
}
