/** Something that was skipped, repaired or not understood; `where` is a file, row or column in the user's own words. */
export interface IngestProblem {
  readonly where: string
  readonly problem: string
}
