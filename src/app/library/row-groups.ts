/** Rows that belong together, joined pair by pair. Source: union–find, Galler & Fischer 1964. */

/** Groups of rows, each one of its own at first; `of` is equal for two rows of one group. */
export class RowGroups {
  private readonly parent: Int32Array

  constructor(size: number) {
    this.parent = Int32Array.from({ length: size }, (_, i) => i)
  }

  of(row: number): number {
    let at = row
    while (this.parent[at] !== at) at = this.parent[at] = this.parent[this.parent[at]!]!
    return at
  }

  join(a: number, b: number): void {
    const [x, y] = [this.of(a), this.of(b)]
    this.parent[Math.max(x, y)] = Math.min(x, y)
  }
}
