/** Errors of the file system by their code. */

/** Whether an error carries this code, such as "ENOENT". */
export const isFileError = (error: unknown, code: string): boolean =>
  error instanceof Error && (error as NodeJS.ErrnoException).code === code

/** What `act` returns, or undefined when it fails because a file is not there. */
export const unlessGone = <A>(act: () => A): A | undefined => {
  try {
    return act()
  } catch (error) {
    if (isFileError(error, "ENOENT")) return undefined
    throw error
  }
}
