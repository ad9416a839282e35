/** What a cluster is called in charts and tables. */

/** "C1" for cluster 0 and so on; −1 is noise. */
export const clusterName = (cluster: number): string => cluster < 0 ? "noise" : `C${cluster + 1}`

/** Names of all clusters that occur, in order. */
export const clusterNames = (clusters: Iterable<number>): ReadonlyArray<string> =>
  [...new Set(clusters)].sort((a, b) => a - b).map(clusterName)
