/** What the papers of studies say by hand: what a system set out to do, what it claims, and where it lies. */

/** A system that a study repeats; `introduction` says nothing that a table says. */
export const studyWords = {
  syntheticVae: {
    title: "VAEs of generated classes: a repetition of a course project",
    introduction: [
      "A course project clusters what linear, convolutional, hybrid and conditional VAEs make of generated vectors and " +
      "pictures. Its report says that VAEs outperform PCA in capturing non-linear relationships. The sentences of its " +
      "discussion on disentanglement, on two modalities and on conditioning end in dots; those of this paper are computed.",
      "The classes of vectors lie around random centres, which a linear method tells apart; pictures are bars and blobs " +
      "at random places, and two of their five classes are drawn by the rules of two others."
    ],
    repeated: "shajid010 (2026). CSE425: Music clustering with VAEs. A comparative study. github.com/shajid010/CSE425."
  },
  mfccTiledLyrics: {
    title: "Tiled lyrics beside MFCCs: a repetition of a course project",
    introduction: [
      "A course project clusters GTZAN by what a VAE makes of MFCCs, then puts TF-IDF of lyrics beside its latents and " +
      "says that this improves clustering significantly. Its lyrics are ten invented lines, repeated over all tracks in " +
      "the order of the files. Here the same lines stand beside noise too, and beside other tracks than their own.",
      "It also says that a β-VAE trades compactness against interpretability, and measures neither. Here compactness is " +
      "the silhouette, and interpretability is how single latents speak of tempo, brightness and loudness."
    ],
    repeated: "shafinkhanruet (2026). Music clustering with variational autoencoders. " +
      "github.com/shafinkhanruet/music-clustering-vae."
  },
  fmaWhisper: {
    title: "Spectrograms and transcripts: a repetition of a course project",
    introduction: [
      "A course project clusters clips of the Free Music Archive by a VAE of spectrograms, by a convolutional VAE beside " +
      "TF-IDF of what a small speech recogniser heard, and by a conditional β-VAE that is told the genre. It takes purity " +
      "under the last for the success of its multi-modal clustering.",
      "The clusters of that model are scored against the genre that the model was told. Here it is told other genres too, " +
      "and words stand alone as a baseline."
    ],
    repeated: "ashrafulislamsami-design (2025). CSE-425 project, fall 2025. " +
      "github.com/ashrafulislamsami-design/CSE-425-Project-Fall-25."
  },
  fourMula: {
    title: "Audio, lyrics and genre of 4MuLA: a repetition of a course project",
    introduction: [
      "A course project compares ten ways to cluster songs by mel statistics, spectrograms and lyrics: VAEs under several β, " +
      "a convolutional VAE, a conditional one, an autoencoder, principal components and a fusion of three modalities, of " +
      "which one is the genre itself. Its code is not stored; its tables and pictures are.",
      "The fusion is scored against the genre that is among its inputs. Here such methods stand apart and are not ranked."
    ],
    repeated: "Nadim-Mahmud-23 (2025). CSE-715 project, fall 2025. " +
      "github.com/Nadim-Mahmud-23/CSE-715---FALL-2025---Project."
  },
  languageBalance: {
    title: "Two collections of two languages: a repetition of a course project",
    introduction: [
      "A course project puts a collection of English and one of Bangla music together and clusters them by a VAE of a " +
      "feature table, by convolutional VAEs of spectrograms and by a β-VAE. It says that VAEs significantly outperformed " +
      "the baselines.",
      "Each language is one collection, recorded and cut in its own way, so that loudness tells the languages apart. Here " +
      "language is scored, which the original did not do, and every label stands beside its majority."
    ],
    repeated: "evanmasrurjaber (2026). CSE425: Neural networks project. " +
      "github.com/evanmasrurjaber/CSE425--Neural-Networks--Project."
  }
} as const
