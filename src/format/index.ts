/** Bytes and files of the formats that artifacts are kept in: Parquet, .npy, safetensors, canonical JSON. */
export { canonicalJson } from "./canonical-json.ts"
export { type Digest, digestOf } from "./digest.ts"
export { TensorFile, writeTensorFile } from "./npy-file.ts"
export { readTensor, type TensorData, writeTensor } from "./npy.ts"
export { type Cells, type Column, readTable, type Row, writeCells, writeTable } from "./parquet.ts"
export { readWeights, type Weights, writeWeights } from "./safetensors.ts"
export { readVectorTable, type VectorTable, writeVectorTable } from "./vector-table.ts"
