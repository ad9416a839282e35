/** Where the methods of a pipeline come from: what its related work names and its references list. */
import type { Reference } from "./manuscript.ts"
import { paperReferences } from "./paper-references.ts"
import type { DescribedStep } from "./pipeline-facts.ts"
import { paramsOf } from "./step-params.ts"

/** A method in words and where it was published. */
export interface Source {
  readonly method: string
  readonly reference: Reference
}

type Named = readonly [method: string, key: string]

const ari: Named = ["The adjusted Rand index", "hubert1985"]
const silhouette: Named = ["The silhouette", "rousseeuw1987"]
const knee: Named = ["The knee of a curve", "satopaa2011"]
const topics: Named = ["Latent semantic analysis", "deerwester1990"]
const scoring: ReadonlyArray<Named> = [
  silhouette,
  ["The Calinski–Harabasz index", "calinski1974"],
  ["The Davies–Bouldin index", "davies1979"],
  ari,
  ["Mutual information corrected for chance", "vinh2010"],
  ["Permutation nulls", "good2005"],
  ["Their p-values", "phipson2010"],
  ["Intervals from halves of the tracks", "politis1994"]
]
const disentangled: ReadonlyArray<Named> = [
  ["The mutual information gap", "chen2018"],
  ["The separated attribute predictability", "kumar2018"],
  ["Disentanglement and completeness", "eastwood2018"],
  ["Modularity and explicitness", "ridgeway2018"],
  ["What disentanglement takes", "locatello2019"]
]

/** By the name of the node; a node of our own arithmetic has no source. */
const sources: Readonly<Record<string, ReadonlyArray<Named>>> = {
  "train-autoencoder": [["Autoencoders", "hinton2006"]],
  "train-vae": [["Variational autoencoders", "kingma2014"]],
  "train-conditional-vae": [["Conditional VAEs", "sohn2015"]],
  "train-conv-vae": [["Convolutional layers that double as decoders", "radford2016"]],
  "train-hybrid-vae": [["One posterior of two modalities", "suzuki2016"]],
  "train-product-of-experts-vae": [["Products of experts", "wu2018"]],
  "train-beta-tc-vae": [["A weight on the total correlation", "chen2018"]],
  "train-factor-vae": [["A critic of the total correlation", "kim2018"]],
  "train-vade": [["A mixture as the prior", "jiang2017"]],
  "train-vq-vae": [["Discrete latents", "oord2017"]],
  "concatenate": [["Fusion by concatenation", "baltrusaitis2019"]],
  "pca": [["Principal components", "jolliffe2002"]],
  "reduce-frames": [["Principal components", "jolliffe2002"]],
  "random-projection": [["Random projections", "johnson1984"]],
  "tf-idf": [["TF-IDF", "salton1988"]],
  "embed-lyrics": [["TF-IDF", "salton1988"], topics, ["Truncated decompositions", "halko2011"]],
  "encode-sentences": [["Sentence vectors", "reimers2019"]],
  "judge-lyrics": [["Telling languages apart", "grefenstette1995"]],
  "extract-frames": [["Mel-frequency spectra", "davis1980"]],
  "measure-cepstra": [["Mel-frequency spectra", "davis1980"]],
  "k-means": [["K-Means", "arthur2007"]],
  "dbscan": [["DBSCAN", "ester1996"]],
  "hdbscan": [["HDBSCAN", "campello2013"]],
  "gaussian-mixture": [["Gaussian mixtures", "dempster1977"]],
  "spectral": [["Spectral clustering", "luxburg2007"]],
  "choose-k": [["The gap statistic", "tibshirani2001"], knee, ["Stability of the number of clusters", "benhur2002"]],
  "cluster-stability": [["Stability of clusters", "hennig2007"]],
  "t-sne": [["t-SNE", "vandermaaten2008"]],
  "umap": [["UMAP", "mcinnes2018"]],
  "score-method": scoring,
  "score-clusters": scoring,
  "rank-methods": [
    ["The model confidence set", "hansen2011"],
    ["Tests against the best of several", "westfall1993"],
    ["Holm's correction", "holm1979"]
  ],
  "report": [["Holm's correction", "holm1979"]],
  "probe": [["Linear probes", "alain2017"], ["Votes of nearest neighbours", "cover1967"]],
  "out-of-sample": [["Tracks held out of a clustering", "tibshirani2005"]],
  "disentanglement": disentangled,
  "factor-disentanglement": disentangled,
  "seed-agreement": [["Agreement between seeds", "duan2020"]],
  "describe-features": [["Standardised differences", "cohen1988"]],
  "audit-tracks": [["Faults of collections", "sturm2012"]]
}

/** Sources that a step needs because of a parameter. */
const byParameter = (step: DescribedStep): ReadonlyArray<Named> => {
  const { beta, eps, freeBits, k, klCycles, linkage, method, profile, weightDecay } = paramsOf(step)
  const isTraining = step.node.startsWith("train-")
  return [
    ...(isTraining && typeof beta === "number" && beta !== 0 && beta !== 1
      ? [["A weight β on the divergence", "higgins2017"] as const]
      : []),
    ...(isTraining && typeof freeBits === "number" && freeBits > 0 ? [["Free bits", "kingma2016"] as const] : []),
    ...(isTraining && typeof klCycles === "number" && klCycles > 1
      ? [["Cycles of the divergence", "fu2019"] as const]
      : []),
    ...(weightDecay === 0 ? [["Adam", "kingma2015"] as const] : []),
    ...(typeof weightDecay === "number" && weightDecay > 0 ? [["AdamW", "loshchilov2019"] as const] : []),
    ...(profile === "librosa"
      ? [["Features of librosa", "mcfee2015"] as const, ["Mel-frequency spectra", "davis1980"] as const]
      : []),
    ...(profile === "meyda" ? [["Features of Meyda", "rawlinson2015"] as const] : []),
    ...(step.node === "agglomerative"
      ? [
        linkage === "ward"
          ? ["Ward's linkage", "ward1963"] as const
          : ["Agglomerative clustering", "lance1967"] as const
      ]
      : []),
    ...(step.node === "dbscan" && eps === "knee" ? [knee] : []),
    ...(step.node === "standardize" && method === "yeo-johnson" ? [["Powers of features", "yeo2000"] as const] : []),
    ...(["k-means", "agglomerative"].includes(step.node) && k === null ? [silhouette] : []),
    ...(step.node === "gaussian-mixture" && k === null
      ? [["The Bayesian information criterion", "schwarz1978"] as const]
      : [])
  ]
}

/** Keys of what one step rests on. */
export const keysOf = (step: DescribedStep): ReadonlyArray<string> =>
  [...sources[step.node] ?? [], ...byParameter(step)].map(([, key]) => key)

/** The sources of a pipeline's steps, each once, in the order in which the steps first need them. */
export const sourcesOf = (steps: ReadonlyArray<DescribedStep>): ReadonlyArray<Source> => {
  const found = steps.flatMap((step) => [...sources[step.node] ?? [], ...byParameter(step)])
  return [...new Map(found.map(([method, key]) => [key, method])).keys()].map((key) => ({
    method: found.find(([, each]) => each === key)![0],
    reference: paperReferences.get(key)!
  }))
}
