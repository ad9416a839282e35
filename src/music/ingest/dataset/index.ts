/** Folders and published datasets, recognised by their layout and read into tracks. */
export { type AudioFolder, type FolderTrack, readAudioFolder } from "./audio-folder.ts"
export type { Annotation, Dataset, DatasetFolder, DatasetOptions, DatasetTrack } from "./dataset.ts"
export { type FolderLayout, type Layout, layouts, layoutTitles } from "./layout.ts"
export { readDataset } from "./loaders.ts"
export { readLyricsTable } from "./lyrics-table.ts"
export { type DataView, type Recognised, recogniseFile, recogniseFolder } from "./recognise-layout.ts"
export { type Finder, trackFinder } from "./track-finder.ts"
export { readTrackLabels, type TrackLabels } from "./track-labels.ts"
