/** Parameters that these tracks do not allow, such as more clusters than tracks. */
export class CannotCluster extends Error {
  readonly _tag = "CannotCluster"
  readonly problem: string
  readonly hint = "give more tracks, or change the parameter named"
  constructor(method: string, tracks: number, problem: string) {
    super(`${method} cannot cluster ${tracks === 1 ? "1 track" : `${tracks} tracks`}: ${problem}.`)
    this.name = "CannotCluster"
    this.problem = problem
  }
}

/** What the mathematics of clustering refuses, which it says with a RangeError, in the words of a user. */
export const cannotCluster = (method: string, tracks: number) => ({ message }: RangeError): CannotCluster =>
  new CannotCluster(method, tracks, message)
