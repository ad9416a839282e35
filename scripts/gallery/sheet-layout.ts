/** Arranges pictures in rows of equal height, as wide as the sheet. */

/** A picture by its own size in pixels. */
export interface Picture {
  readonly name: string
  readonly width: number
  readonly height: number
}

/** Where a picture lies on the sheet, in pixels; its name stands below, as wide at most as the picture. */
export interface PlacedPicture extends Picture {
  readonly left: number
  readonly top: number
}

/** Room between pictures, around them, and for one line of text below each. Units: pixels. */
export const sheetRoom = { gap: 20, margin: 28, caption: 26, head: 76 } as const

const rowHeight = 290
const pixelsPerPixel = 2 // figures are painted at twice their size; none is shown larger than it is

/** As many pictures a row as make it at least as wide as the sheet when each is `rowHeight` high. */
const rowsOf = (pictures: ReadonlyArray<Picture>, inner: number): ReadonlyArray<ReadonlyArray<Picture>> => {
  const rows: Array<Array<Picture>> = []
  let row: Array<Picture> = []
  let width = 0
  for (const picture of pictures) {
    row.push(picture)
    width += rowHeight * picture.width / picture.height
    if (width + sheetRoom.gap * (row.length - 1) < inner) continue
    rows.push(row)
    row = []
    width = 0
  }
  return row.length === 0 ? rows : [...rows, row]
}

/**
 * Pictures in their order on a sheet of `width`; each keeps its proportions, none is shown larger than it was drawn. A
 * last row that is not full stays as high as the others.
 */
export const layOutSheet = (pictures: ReadonlyArray<Picture>, width: number) => {
  const { caption, gap, head, margin } = sheetRoom
  const inner = width - 2 * margin
  const placed: Array<PlacedPicture> = []
  let top: number = head
  for (const row of rowsOf(pictures, inner)) {
    const ratios = row.map((picture) => picture.width / picture.height)
    const full = (inner - gap * (row.length - 1)) / ratios.reduce((sum, ratio) => sum + ratio, 0)
    const height = Math.floor(Math.min(full, rowHeight))
    let left: number = margin
    for (const [i, picture] of row.entries()) {
      const ownHeight = Math.min(height, Math.round(picture.height / pixelsPerPixel))
      const ownWidth = Math.floor(ownHeight * ratios[i]!)
      placed.push({ name: picture.name, left, top, width: ownWidth, height: ownHeight })
      left += ownWidth + gap
    }
    top += height + caption + gap
  }
  return { width, height: top + margin - gap, pictures: placed }
}
