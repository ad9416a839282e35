/** The clusterers of a plan: one row each, its parameters in words. */
import type { ManuscriptTable } from "./manuscript.ts"
import type { DescribedStep } from "./pipeline-facts.ts"
import { alike, paramsOf, paramText } from "./step-params.ts"

type Params = Readonly<Record<string, unknown>>

/** How many clusters there are, or how their number is found. */
const clustersOf = ({ k, kMax, kMin }: Params, rule: string): string =>
  k === null ? `k from ${paramText(kMin)} to ${paramText(kMax)} by ${rule}` : `k = ${paramText(k)}`

const starts = ({ restarts }: Params): string => `best of ${paramText(restarts)} starts`

const affinityOf = ({ affinity }: Params): string =>
  typeof affinity === "object" && affinity !== null && "neighbours" in affinity
    ? `, ${paramText(affinity.neighbours)} nearest neighbours`
    : ""

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const clusterers: Readonly<Record<string, readonly [name: string, say: (params: Params) => string]>> = {
  "k-means": ["K-Means", (params) => `${clustersOf(params, "the silhouette")}, ${starts(params)}`],
  "agglomerative": [
    "agglomerative",
    (params) => `${capital(paramText(params["linkage"]))} linkage, ${clustersOf(params, "the silhouette")}`
  ],
  "gaussian-mixture": [
    "Gaussian mixture",
    (params) =>
      `${params["covariance"] === "diag" ? "diagonal" : paramText(params["covariance"])} covariances, ${
        clustersOf(params, "the BIC")
      }, ${starts(params)}`
  ],
  "spectral": ["spectral", (params) => `${clustersOf(params, "the eigengap")}${affinityOf(params)}`],
  "dbscan": [
    "DBSCAN",
    ({ eps, minSamples }) =>
      `radius ${eps === "knee" ? "at the knee of the distances" : paramText(eps)}, cores of ${
        paramText(minSamples)
      } tracks`
  ],
  "hdbscan": ["HDBSCAN", ({ minClusterSize }) => `clusters of at least ${paramText(minClusterSize)} tracks`],
  "prior-components": ["the model's own components", () => "the likeliest component of each track"],
  "random-labels": ["random labels", (params) => clustersOf(params, "nothing")]
}

/** Every clusterer with its parameters and how many clusterings it made; `nodes` are the steps that cluster. */
export const clustererTable = (
  steps: ReadonlyArray<DescribedStep>
): { readonly table: ManuscriptTable; readonly nodes: ReadonlySet<string> } => {
  const own = steps.filter(({ node }) => clusterers[node] !== undefined)
  return {
    nodes: new Set(Object.keys(clusterers)),
    table: {
      kind: "table",
      id: "clusterers",
      caption: "Clusterers, their parameters, and how many clusterings each made.",
      columns: ["Clusterer", "Parameters", "Clusterings"],
      numeric: [false, false, true],
      rows: alike(own).map((group) => {
        const [name, say] = clusterers[group[0].node]!
        return [name, say(paramsOf(group[0])), String(group.length)]
      })
    }
  }
}
