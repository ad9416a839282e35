/**
 * Nine colours for what tracks were called beforehand: labels, languages, folders. No cluster ever has one of them, so that
 * a colour says by itself which of the two a picture shows. Source: Paul Tol, Colour Schemes (2021), "muted".
 */
export const labelPalette = [
  "#cc6677",
  "#332288",
  "#ddcc77",
  "#117733",
  "#88ccee",
  "#882255",
  "#44aa99",
  "#999933",
  "#aa4499"
] as const
