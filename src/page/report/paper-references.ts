/** Every source that a paper of a pipeline may cite. Which steps need which: paper-sources.ts. */
import type { Reference, ReferenceKind } from "./manuscript.ts"

/** key | kind | authors | year | title | venue | volume | pages | number of arXiv; what is missing at the end is left out. */
const table = `
hinton2006 | article | Hinton, G. E. and Salakhutdinov, R. R. | 2006 | Reducing the dimensionality of data with neural networks | Science | 313 | 504–507
kingma2014 | inproceedings | Kingma, D. P. and Welling, M. | 2014 | Auto-encoding variational Bayes | ICLR |  |  | 1312.6114
higgins2017 | inproceedings | Higgins, I. and Matthey, L. and Pal, A. and others | 2017 | beta-VAE: Learning basic visual concepts with a constrained variational framework | ICLR
sohn2015 | inproceedings | Sohn, K. and Lee, H. and Yan, X. | 2015 | Learning structured output representation using deep conditional generative models | NeurIPS
radford2016 | inproceedings | Radford, A. and Metz, L. and Chintala, S. | 2016 | Unsupervised representation learning with deep convolutional generative adversarial networks | ICLR |  |  | 1511.06434
suzuki2016 | misc | Suzuki, M. and Nakayama, K. and Matsuo, Y. | 2016 | Joint multimodal learning with deep generative models |  |  |  | 1611.01891
wu2018 | inproceedings | Wu, M. and Goodman, N. | 2018 | Multimodal generative models for scalable weakly-supervised learning | NeurIPS |  |  | 1802.05335
chen2018 | inproceedings | Chen, R. T. Q. and Li, X. and Grosse, R. and Duvenaud, D. | 2018 | Isolating sources of disentanglement in variational autoencoders | NeurIPS |  |  | 1802.04942
kim2018 | inproceedings | Kim, H. and Mnih, A. | 2018 | Disentangling by factorising | ICML |  |  | 1802.05983
jiang2017 | inproceedings | Jiang, Z. and Zheng, Y. and Tan, H. and others | 2017 | Variational deep embedding: An unsupervised and generative approach to clustering | IJCAI |  |  | 1611.05148
oord2017 | inproceedings | van den Oord, A. and Vinyals, O. and Kavukcuoglu, K. | 2017 | Neural discrete representation learning | NeurIPS |  |  | 1711.00937
kingma2015 | inproceedings | Kingma, D. P. and Ba, J. | 2015 | Adam: A method for stochastic optimization | ICLR |  |  | 1412.6980
loshchilov2019 | inproceedings | Loshchilov, I. and Hutter, F. | 2019 | Decoupled weight decay regularization | ICLR |  |  | 1711.05101
kingma2016 | inproceedings | Kingma, D. P. and Salimans, T. and Jozefowicz, R. and others | 2016 | Improved variational inference with inverse autoregressive flow | NeurIPS |  |  | 1606.04934
fu2019 | inproceedings | Fu, H. and Li, C. and Liu, X. and others | 2019 | Cyclical annealing schedule: A simple approach to mitigating KL vanishing | NAACL |  |  | 1903.10145
baltrusaitis2019 | article | Baltrušaitis, T. and Ahuja, C. and Morency, L.-P. | 2019 | Multimodal machine learning: A survey and taxonomy | IEEE TPAMI | 41
jolliffe2002 | book | Jolliffe, I. T. | 2002 | Principal Component Analysis | Springer
johnson1984 | article | Johnson, W. B. and Lindenstrauss, J. | 1984 | Extensions of Lipschitz mappings into a Hilbert space | Contemporary Mathematics | 26 | 189–206
salton1988 | article | Salton, G. and Buckley, C. | 1988 | Term-weighting approaches in automatic text retrieval | Information Processing & Management | 24 | 513–523
deerwester1990 | article | Deerwester, S. and Dumais, S. T. and Furnas, G. W. and others | 1990 | Indexing by latent semantic analysis | JASIS | 41 | 391–407
halko2011 | article | Halko, N. and Martinsson, P. G. and Tropp, J. A. | 2011 | Finding structure with randomness: Probabilistic algorithms for constructing approximate matrix decompositions | SIAM Review | 53 | 217–288 | 0909.4061
reimers2019 | inproceedings | Reimers, N. and Gurevych, I. | 2019 | Sentence-BERT: Sentence embeddings using Siamese BERT-networks | EMNLP |  |  | 1908.10084
grefenstette1995 | inproceedings | Grefenstette, G. | 1995 | Comparing two language identification schemes | JADT
davis1980 | article | Davis, S. and Mermelstein, P. | 1980 | Comparison of parametric representations for monosyllabic word recognition in continuously spoken sentences | IEEE TASSP | 28
mcfee2015 | inproceedings | McFee, B. and Raffel, C. and Liang, D. and others | 2015 | librosa: Audio and music signal analysis in Python | Python in Science Conference
rawlinson2015 | inproceedings | Rawlinson, H. and Segal, N. and Fiala, J. | 2015 | Meyda: An audio feature extraction library for the Web Audio API | Web Audio Conference
yeo2000 | article | Yeo, I.-K. and Johnson, R. A. | 2000 | A new family of power transformations to improve normality or symmetry | Biometrika | 87 | 954–959
arthur2007 | inproceedings | Arthur, D. and Vassilvitskii, S. | 2007 | k-means++: The advantages of careful seeding | SODA
ward1963 | article | Ward, J. H. | 1963 | Hierarchical grouping to optimize an objective function | JASA | 58 | 236–244
lance1967 | article | Lance, G. N. and Williams, W. T. | 1967 | A general theory of classificatory sorting strategies: 1. Hierarchical systems | The Computer Journal | 9 | 373–380
ester1996 | inproceedings | Ester, M. and Kriegel, H.-P. and Sander, J. and Xu, X. | 1996 | A density-based algorithm for discovering clusters in large spatial databases with noise | KDD
satopaa2011 | inproceedings | Satopää, V. and Albrecht, J. and Irwin, D. and Raghavan, B. | 2011 | Finding a “kneedle” in a haystack: Detecting knee points in system behavior | ICDCS Workshops
campello2013 | inproceedings | Campello, R. J. G. B. and Moulavi, D. and Sander, J. | 2013 | Density-based clustering based on hierarchical density estimates | PAKDD
dempster1977 | article | Dempster, A. P. and Laird, N. M. and Rubin, D. B. | 1977 | Maximum likelihood from incomplete data via the EM algorithm | J. R. Stat. Soc. B | 39 | 1–38
schwarz1978 | article | Schwarz, G. | 1978 | Estimating the dimension of a model | The Annals of Statistics | 6 | 461–464
luxburg2007 | article | von Luxburg, U. | 2007 | A tutorial on spectral clustering | Statistics and Computing | 17 | 395–416
tibshirani2001 | article | Tibshirani, R. and Walther, G. and Hastie, T. | 2001 | Estimating the number of clusters in a data set via the gap statistic | J. R. Stat. Soc. B | 63 | 411–423
benhur2002 | inproceedings | Ben-Hur, A. and Elisseeff, A. and Guyon, I. | 2002 | A stability based method for discovering structure in clustered data | Pacific Symposium on Biocomputing
vandermaaten2008 | article | van der Maaten, L. and Hinton, G. | 2008 | Visualizing data using t-SNE | JMLR | 9 | 2579–2605
mcinnes2018 | misc | McInnes, L. and Healy, J. and Melville, J. | 2018 | UMAP: Uniform manifold approximation and projection for dimension reduction |  |  |  | 1802.03426
rousseeuw1987 | article | Rousseeuw, P. J. | 1987 | Silhouettes: A graphical aid to the interpretation and validation of cluster analysis | J. Comput. Appl. Math. | 20 | 53–65
calinski1974 | article | Caliński, T. and Harabasz, J. | 1974 | A dendrite method for cluster analysis | Communications in Statistics | 3 | 1–27
davies1979 | article | Davies, D. L. and Bouldin, D. W. | 1979 | A cluster separation measure | IEEE TPAMI | 1 | 224–227
hubert1985 | article | Hubert, L. and Arabie, P. | 1985 | Comparing partitions | J. Classif. | 2 | 193–218
vinh2010 | article | Vinh, N. X. and Epps, J. and Bailey, J. | 2010 | Information theoretic measures for clusterings comparison: Variants, properties, normalization and correction for chance | JMLR | 11 | 2837–2854
good2005 | book | Good, P. I. | 2005 | Permutation, Parametric and Bootstrap Tests of Hypotheses | Springer
phipson2010 | article | Phipson, B. and Smyth, G. K. | 2010 | Permutation p-values should never be zero: Calculating exact p-values when permutations are randomly drawn | Stat. Appl. Genet. Mol. Biol. | 9
politis1994 | article | Politis, D. N. and Romano, J. P. | 1994 | Large sample confidence regions based on subsamples under minimal assumptions | The Annals of Statistics | 22 | 2031–2050
hansen2011 | article | Hansen, P. R. and Lunde, A. and Nason, J. M. | 2011 | The model confidence set | Econometrica | 79 | 453–497
westfall1993 | book | Westfall, P. H. and Young, S. S. | 1993 | Resampling-Based Multiple Testing | Wiley
holm1979 | article | Holm, S. | 1979 | A simple sequentially rejective multiple test procedure | Scand. J. Stat. | 6 | 65–70
alain2017 | misc | Alain, G. and Bengio, Y. | 2017 | Understanding intermediate layers using linear classifier probes | ICLR Workshop |  |  | 1610.01644
cover1967 | article | Cover, T. M. and Hart, P. E. | 1967 | Nearest neighbor pattern classification | IEEE Trans. Inf. Theory | 13 | 21–27
tibshirani2005 | article | Tibshirani, R. and Walther, G. | 2005 | Cluster validation by prediction strength | J. Comput. Graph. Stat. | 14 | 511–528
hennig2007 | article | Hennig, C. | 2007 | Cluster-wise assessment of cluster stability | Comput. Stat. Data Anal. | 52 | 258–271
kumar2018 | inproceedings | Kumar, A. and Sattigeri, P. and Balakrishnan, A. | 2018 | Variational inference of disentangled latent concepts from unlabeled observations | ICLR |  |  | 1711.00848
eastwood2018 | inproceedings | Eastwood, C. and Williams, C. K. I. | 2018 | A framework for the quantitative evaluation of disentangled representations | ICLR
ridgeway2018 | inproceedings | Ridgeway, K. and Mozer, M. C. | 2018 | Learning deep disentangled embeddings with the F-statistic loss | NeurIPS |  |  | 1802.05312
locatello2019 | inproceedings | Locatello, F. and Bauer, S. and Lucic, M. and others | 2019 | Challenging common assumptions in the unsupervised learning of disentangled representations | ICML |  |  | 1811.12359
duan2020 | inproceedings | Duan, S. and Matthey, L. and Saraiva, A. and others | 2020 | Unsupervised model selection for variational disentangled representation learning | ICLR |  |  | 1905.12614
sturm2012 | inproceedings | Sturm, B. L. | 2012 | An analysis of the GTZAN music genre dataset | ACM MIRUM Workshop
cohen1988 | book | Cohen, J. | 1988 | Statistical Power Analysis for the Behavioral Sciences | Lawrence Erlbaum
`

const kinds: ReadonlyArray<ReferenceKind> = ["article", "inproceedings", "book", "misc"]

const optional = <K extends string>(name: K, value: string | undefined): { readonly [name in K]?: string } =>
  value === undefined || value === "" ? {} : { [name]: value } as { readonly [name in K]: string }

const read = (line: string): Reference => {
  const [key, kind, authors, year, title, venue, volume, pages, eprint] = line.split(" | ")
  return {
    key: key!,
    kind: kinds.find((each) => each === kind)!,
    authors: authors!,
    year: Number(year),
    title: title!,
    ...optional("venue", venue),
    ...optional("volume", volume),
    ...optional("pages", pages),
    ...optional("eprint", eprint)
  }
}

/** Sources by key, in the order of their subjects: models, fusion, text, features, clustering, maps, scores, tests. */
export const paperReferences: ReadonlyMap<string, Reference> = new Map(
  table.trim().split("\n").map(read).map((reference) => [reference.key, reference])
)
