/** Where the methods of a pipeline come from: what its related work names and its references list. */
import type { DescribedStep } from "./pipeline-facts.ts"

/** A method in words and where it was published. */
export interface Source {
  readonly method: string
  readonly reference: string
}

const higgins = "Higgins, I., Matthey, L., Pal, A., et al. (2017). beta-VAE: Learning basic visual concepts with a " +
  "constrained variational framework. ICLR."

/** By the name of the node; a node of our own arithmetic has no source. */
const sources: Readonly<Record<string, ReadonlyArray<Source>>> = {
  "train-autoencoder": [{
    method: "Autoencoders",
    reference:
      "Hinton, G. E., & Salakhutdinov, R. R. (2006). Reducing the dimensionality of data with neural networks. " +
      "Science, 313."
  }],
  "train-vae": [{
    method: "Variational autoencoders",
    reference: "Kingma, D. P., & Welling, M. (2014). Auto-encoding variational Bayes. ICLR. arXiv:1312.6114."
  }],
  "train-conditional-vae": [{
    method: "Conditional VAEs",
    reference:
      "Sohn, K., Lee, H., & Yan, X. (2015). Learning structured output representation using deep conditional " +
      "generative models. NeurIPS."
  }],
  "train-conv-vae": [{
    method: "Convolutional layers that double as decoders",
    reference: "Radford, A., Metz, L., & Chintala, S. (2016). Unsupervised representation learning with deep " +
      "convolutional generative adversarial networks. ICLR. arXiv:1511.06434."
  }],
  "train-hybrid-vae": [{
    method: "One posterior of two modalities",
    reference:
      "Suzuki, M., Nakayama, K., & Matsuo, Y. (2016). Joint multimodal learning with deep generative models. " +
      "arXiv:1611.01891."
  }],
  "concatenate": [{
    method: "Fusion by concatenation",
    reference: "Baltrušaitis, T., Ahuja, C., & Morency, L.-P. (2019). Multimodal machine learning: A survey and " +
      "taxonomy. IEEE TPAMI, 41."
  }],
  "pca": [{
    method: "Principal components",
    reference: "Jolliffe, I. T. (2002). Principal Component Analysis. Springer."
  }],
  "reduce-frames": [{
    method: "Principal components",
    reference: "Jolliffe, I. T. (2002). Principal Component Analysis. Springer."
  }],
  "tf-idf": [{
    method: "TF-IDF",
    reference: "Salton, G., & Buckley, C. (1988). Term-weighting approaches in automatic text retrieval. Information " +
      "Processing & Management, 24."
  }],
  "encode-sentences": [{
    method: "Sentence vectors",
    reference: "Reimers, N., & Gurevych, I. (2019). Sentence-BERT: Sentence embeddings using Siamese BERT-networks. " +
      "EMNLP. arXiv:1908.10084."
  }],
  "extract-frames": [{
    method: "Mel-frequency spectra",
    reference: "Davis, S., & Mermelstein, P. (1980). Comparison of parametric representations for monosyllabic word " +
      "recognition in continuously spoken sentences. IEEE TASSP, 28."
  }],
  "k-means": [{
    method: "K-Means",
    reference: "Arthur, D., & Vassilvitskii, S. (2007). k-means++: The advantages of careful seeding. SODA."
  }],
  "agglomerative": [{
    method: "Agglomerative clustering",
    reference: "Ward, J. H. (1963). Hierarchical grouping to optimize an objective function. JASA, 58."
  }],
  "dbscan": [{
    method: "DBSCAN",
    reference: "Ester, M., Kriegel, H.-P., Sander, J., & Xu, X. (1996). A density-based algorithm for discovering " +
      "clusters in large spatial databases with noise. KDD."
  }],
  "spectral": [{
    method: "Spectral clustering",
    reference: "von Luxburg, U. (2007). A tutorial on spectral clustering. Statistics and Computing, 17."
  }],
  "t-sne": [{
    method: "t-SNE",
    reference: "van der Maaten, L., & Hinton, G. (2008). Visualizing data using t-SNE. JMLR, 9."
  }],
  "umap": [{
    method: "UMAP",
    reference:
      "McInnes, L., Healy, J., & Melville, J. (2018). UMAP: Uniform manifold approximation and projection for " +
      "dimension reduction. arXiv:1802.03426."
  }],
  "score-method": [
    {
      method: "The silhouette",
      reference:
        "Rousseeuw, P. J. (1987). Silhouettes: A graphical aid to the interpretation and validation of cluster " +
        "analysis. J. Comput. Appl. Math., 20."
    },
    {
      method: "The adjusted Rand index",
      reference: "Hubert, L., & Arabie, P. (1985). Comparing partitions. J. Classif., 2."
    }
  ],
  "disentanglement": [{
    method: "The mutual information gap",
    reference: "Chen, R. T. Q., Li, X., Grosse, R., & Duvenaud, D. (2018). Isolating sources of disentanglement in " +
      "variational autoencoders. NeurIPS. arXiv:1802.04942."
  }]
}

const sameAs: Readonly<Record<string, string>> = { "factor-disentanglement": "disentanglement" }

const betaOf = ({ params }: DescribedStep): unknown =>
  typeof params === "object" && params !== null && "beta" in params ? params.beta : undefined

/** The sources of a pipeline's steps, each once, in the order in which the steps first need them. */
export const sourcesOf = (steps: ReadonlyArray<DescribedStep>): ReadonlyArray<Source> => {
  const found = steps.flatMap((step) => {
    const own = sources[sameAs[step.node] ?? step.node] ?? []
    const beta = betaOf(step)
    const isWeighted = step.node.startsWith("train-") && beta !== undefined && beta !== 1
    return isWeighted ? [...own, { method: "A weight β on the divergence", reference: higgins }] : own
  })
  return [...new Map(found.map((each) => [each.reference, each])).values()]
}
