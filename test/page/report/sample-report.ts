import { dagSvg } from "../../../src/page/report/dag-svg.ts"
import { renderSvg } from "../../../src/page/report/render-svg.ts"
import type { ReportMethod, ReportModel } from "../../../src/page/report/report-model.ts"
import { clusters, genres, sampleCharts, sampleTracks } from "./sample-charts.ts"
import { sampleDag } from "./sample-dag.ts"

const method = (
  representation: string,
  clusterer: string,
  values: readonly [number, number, number]
): ReportMethod => ({
  representation,
  clusterer,
  isBaseline: representation === "PCA",
  metrics: [
    {
      metric: "ARI",
      value: values[0],
      against: "genre",
      better: "higher",
      nullLow: -0.012,
      nullHigh: 0.018,
      pValue: 0.0005
    },
    {
      metric: "NMI",
      value: values[1],
      against: "genre",
      better: "higher",
      nullLow: 0.05,
      nullHigh: 0.09,
      pValue: 0.0005
    },
    { metric: "silhouette", value: values[2], better: "higher" }
  ]
})

const captions: Readonly<Record<string, string>> = {
  "scatter-genre": "The same map as above, coloured by genre. Genre was never shown to the model.",
  metrics: "A dot inside its grey band is no better than shuffled labels.",
  composition: "Rows are clusters with their sizes; each number counts tracks.",
  silhouette: "Tracks left of zero sit closer to another cluster than to their own.",
  "choose-k": "The dashed line marks the chosen k.",
  loss: "Dashed lines are the training split."
}

/** A report on 320 made-up tracks, with names that try to break out of the page. */
export const sampleReport = async (): Promise<ReportModel> => {
  const tracks = sampleTracks()
  const charts = sampleCharts()
  const figures = []
  for (const [id, caption] of Object.entries(captions)) {
    figures.push({ id, title: id.replace("-", " "), caption, svg: await renderSvg(charts[id]!) })
  }
  return {
    pipeline: "easy",
    configuration: "2f91c0",
    seed: 7,
    dataSource: "a made-up library",
    trackCount: 320,
    labels: { name: "genre", values: genres, labelledTracks: 320 },
    facts: [
      { name: "Duration", value: "4 min 12 s" },
      { name: "Model", value: "VAE, 16 latents" },
      { name: "Clusters", value: "8, by silhouette" }
    ],
    remarks: [{ where: "cover.jpg", remark: "is no audio" }],
    quarantined: [{ file: "broken \"file\".mp3", reason: "0.4 s of audio; at least 5 s are needed" }],
    methods: [
      method("VAE latents", "K-Means", [0.41, 0.56, 0.31]),
      method("VAE latents", "agglomerative", [0.38, 0.55, 0.27]),
      method("PCA", "K-Means", [0.48, 0.6, 0.22])
    ],
    tables: [],
    kTables: [{
      representation: "VAE latents",
      criteria: ["silhouette", "inertia"],
      rows: [4, 6, 8, 10, 12].map((k) => ({ k, values: [0.33 - 0.004 * (k - 8) ** 2, 9000 / k ** 0.8] })),
      chosenK: 8,
      tried: 5,
      rule: "the highest silhouette"
    }],
    clusterMethod: "K-Means on the VAE latents, k = 8",
    clusters: clusters.map((name) => {
      const own = tracks.filter((track) => track.cluster === name)
      return {
        name,
        size: own.length,
        topLabels: genres.map((label) => ({ label, count: own.filter((track) => track.genre === label).length }))
          .filter(({ count }) => count > 0)
          .toSorted((a, b) => b.count - a.count),
        exemplars: own.slice(0, 3).map(({ genre, title }, i) => ({
          title,
          label: genre,
          audio: `audio/${name} ${i}.wav`
        }))
      }
    }),
    figures,
    dagSvg: await dagSvg(sampleDag),
    parameters: [
      { node: "features", name: "sampleRateHz", value: "22050" },
      { node: "train", name: "latentDims", value: "16" },
      { node: "train", name: "epochs", value: "60" },
      { node: "cluster", name: "restarts", value: "10" }
    ],
    collapse: [{ model: "VAE", latentDims: 16, activeDims: 12, kl: 14.2 }],
    notes: [
      "One seed: differences between methods may change with another.",
      "Genre labels are coarse; a cluster that ignores genre may still be musical.",
      "t-SNE was fitted for drawing only; no metric uses it."
    ],
    points: tracks.map(({ cluster, genre, title, x, y }, i) => ({
      x,
      y,
      title,
      cluster,
      label: genre,
      audio: `audio/${i}.wav`
    })),
    mapMethod: "t-SNE of the 16 VAE latents, perplexity 30, seed 7"
  }
}
