import { Random } from "../../../src/math/random.ts"
import { chooseK } from "../../../src/page/chart/choose-k.ts"
import { clusterSizes } from "../../../src/page/chart/cluster-sizes.ts"
import { composition } from "../../../src/page/chart/composition.ts"
import { lossCurves } from "../../../src/page/chart/loss-curves.ts"
import type { LossPoint } from "../../../src/page/chart/loss-curves.ts"
import { metricBars } from "../../../src/page/chart/metric-bars.ts"
import type { MetricBar } from "../../../src/page/chart/metric-bars.ts"
import { scatter } from "../../../src/page/chart/scatter.ts"
import { silhouettePlot } from "../../../src/page/chart/silhouette-plot.ts"
import type { ChartSpec } from "../../../src/page/chart/theme.ts"

/** One made-up track with its place in the plane. */
export interface SampleTrack {
  readonly title: string
  readonly genre: string
  readonly cluster: string
  readonly x: number
  readonly y: number
  readonly silhouette: number
}

export const genres = ["রবীন্দ্রসঙ্গীত", "বাউল", "Rock", "Hip-hop", "Jazz", "Classical", "Folk", "Electronic"]
export const clusters = genres.map((_, i) => `Cluster ${i + 1}`)

const nasty = ["</script><script>alert(1)</script>", "Rock \"n\" Roll & 'Blues'", "আমার সোনার বাংলা", "<b>bold</b>"]

/** 320 tracks of eight genres whose clusters agree with the genre about three times in four. */
export const sampleTracks = (): ReadonlyArray<SampleTrack> => {
  const random = new Random(7)
  const centres = genres.map((_, g) => [
    26 * Math.cos(g * Math.PI / 4) + 4 * random.normal(),
    20 * Math.sin(g * Math.PI / 4) + 4 * random.normal()
  ])
  return Array.from({ length: 320 }, (_, i) => {
    const genre = i % 8
    const seen = random.uniform() < 0.76 ? genre : random.int(8)
    const [cx, cy] = centres[seen] as [number, number]
    const spread = random.uniform() < 0.1 ? 2.2 : 1
    return {
      title: nasty[i] ?? `Track ${String(i + 1).padStart(3, "0")}`,
      genre: genres[genre]!,
      cluster: clusters[seen]!,
      x: cx + 4.4 * spread * random.normal(),
      y: cy + 3.6 * spread * random.normal(),
      silhouette: Math.max(-0.3, Math.min(0.8, 0.34 - 0.12 * (spread - 1) + 0.17 * random.normal()))
    }
  })
}

const losses = (): ReadonlyArray<LossPoint> => {
  const random = new Random(11)
  return ["VAE", "Conv VAE"].flatMap((model, m) =>
    (["train", "validation"] as const).flatMap((split, s) =>
      Array.from({ length: 60 }, (_, epoch) => ({
        model,
        split,
        epoch: epoch + 1,
        reconstruction: 96 - 12 * m + 150 * Math.exp(-epoch / (9 + 4 * m)) + s * (5 + 0.05 * epoch) + random.normal(),
        kl: 14 * (1 - Math.exp(-epoch / (12 - 3 * m))) + 3 * m + 0.25 * random.normal() + 0.3 * s
      }))
    )
  )
}

const bars = (): ReadonlyArray<MetricBar> =>
  [
    ["K-Means on VAE", 0.41, 0.56, 0.31],
    ["K-Means on conv VAE", 0.52, 0.63, 0.28],
    ["Agglomerative on VAE", 0.38, 0.55, 0.27],
    ["K-Means on PCA", 0.48, 0.6, 0.22]
  ].flatMap(([method, ari, nmi, silhouette], i): ReadonlyArray<MetricBar> => [
    {
      method: String(method),
      metric: "ARI",
      value: Number(ari),
      nullLow: -0.012,
      nullHigh: 0.018,
      isBaseline: i === 3
    },
    { method: String(method), metric: "NMI", value: Number(nmi), nullLow: 0.05, nullHigh: 0.09, isBaseline: i === 3 },
    { method: String(method), metric: "silhouette", value: Number(silhouette), isBaseline: i === 3 }
  ])

/** Every kind of chart over the sample tracks, by file name. */
export const sampleCharts = (): Readonly<Record<string, ChartSpec>> => {
  const tracks = sampleTracks()
  const of = (cluster: string) => tracks.filter((track) => track.cluster === cluster)
  const map = { points: [], subtitle: "320 tracks · t-SNE of 16 latents, perplexity 30, seed 7" }
  return {
    "scatter-cluster": scatter({
      ...map,
      title: "Latent space by cluster",
      points: tracks.map(({ cluster, x, y }) => ({ x, y, group: cluster })),
      groups: clusters,
      groupTitle: "K-Means, k = 8",
      labelGroups: true
    }),
    "scatter-genre": scatter({
      ...map,
      title: "Latent space by genre",
      points: tracks.map(({ genre, x, y }) => ({ x, y, group: genre })),
      groups: genres,
      groupTitle: "Genre",
      labelGroups: false
    }),
    loss: lossCurves({
      title: "Training",
      subtitle: "60 epochs, batch 32, seed 7",
      points: losses(),
      models: ["VAE", "Conv VAE"],
      unit: "nats per track"
    }),
    composition: composition({
      title: "What each cluster holds",
      subtitle: "tracks per genre; colour is the share of the cluster",
      cells: clusters.flatMap((cluster) =>
        genres.map((label) => ({
          cluster,
          label,
          count: of(cluster).filter((track) => track.genre === label).length
        }))
      ),
      clusters,
      labels: genres
    }),
    sizes: clusterSizes({
      title: "Cluster sizes",
      subtitle: "tracks",
      sizes: clusters.map((cluster) => ({ cluster, count: of(cluster).length }))
    }),
    metrics: metricBars({
      title: "Agreement with genre",
      subtitle: "grey band: 95 % of 1,000 label permutations · grey dot: baseline",
      bars: bars(),
      methods: [...new Set(bars().map((bar) => bar.method))],
      metrics: ["ARI", "NMI", "silhouette"]
    }),
    "choose-k": chooseK({
      title: "How many clusters?",
      subtitle: "K-Means on the VAE latents, 10 restarts each",
      criteria: [
        {
          name: "Silhouette",
          points: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((k) => ({ k, value: 0.33 - 0.004 * (k - 8) ** 2 }))
        },
        {
          name: "Inertia",
          points: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((k) => ({ k, value: 9000 / k ** 0.8 }))
        }
      ],
      chosenK: 8
    }),
    silhouette: silhouettePlot({
      title: "How well each track sits in its cluster",
      subtitle: "K-Means on the VAE latents, k = 8",
      clusters: clusters.map((name) => ({ name, values: of(name).map((track) => track.silhouette) }))
    })
  }
}
