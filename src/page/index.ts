/** Data in, charts, pictures, graphs and reports out, the same bytes for the same data. */
export * from "./chart/index.ts"
export * from "./report/index.ts"
