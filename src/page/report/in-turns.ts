/** The first of each queue, then the second of each, and so on until `most` are taken or none is left. */
export const inTurns = <A>(queues: ReadonlyArray<ReadonlyArray<A>>, most: number): ReadonlyArray<A> => {
  const longest = Math.max(0, ...queues.map(({ length }) => length))
  const taken: Array<A> = []
  for (let turn = 0; turn < longest && taken.length < most; turn++) {
    taken.push(...queues.flatMap((queue) => turn < queue.length ? [queue[turn]!] : []))
  }
  return taken.slice(0, most)
}
