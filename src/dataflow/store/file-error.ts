/** Errors of the file system by their code. */

/** Whether an error carries one of these codes, such as "ENOENT". */
export const isFileError = (error: unknown, ...codes: ReadonlyArray<string>): error is NodeJS.ErrnoException =>
  error instanceof Error && codes.includes((error as NodeJS.ErrnoException).code ?? "")

/** What `act` returns, or undefined when it fails because a file is not there. */
export const unlessGone = <A>(act: () => A): A | undefined => {
  try {
    return act()
  } catch (error) {
    if (isFileError(error, "ENOENT")) return undefined
    throw error
  }
}

/** What a folder that may not be written answers. */
export const readOnlyCodes = ["EROFS", "EACCES", "EPERM"] as const

/** Does what works on a file by its handle: the system's error then names the file, which by itself it does not. */
export const naming = <A>(file: string, act: () => A): A => {
  try {
    return act()
  } catch (error) {
    if (error instanceof Error && "errno" in error && !("path" in error)) Object.assign(error, { path: file })
    throw error
  }
}
