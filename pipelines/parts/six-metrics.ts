/** The six metrics that all reference systems report, as tables of scores name them. */
export const sixMetrics = [
  { metric: "silhouette", against: "own space" },
  { metric: "Calinski–Harabasz", against: "own space" },
  { metric: "Davies–Bouldin", against: "own space" },
  { metric: "ARI", against: "label" },
  { metric: "NMI", against: "label" },
  { metric: "purity", against: "label" }
] as const
