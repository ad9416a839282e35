/** Other people's data in, tracks with labels and words out: folders, published datasets, tables and lyrics files. */
export * from "./dataset/index.ts"
export * from "./reader/index.ts"
