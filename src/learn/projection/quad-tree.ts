/** Repulsion between points of a plane, summed approximately. Source: Barnes & Hut 1986; van der Maaten 2014. */

const maxDepth = 40 // points closer than 2^-40 of the layout share a leaf

/** A quadtree over the points of a layout, rebuilt in place for every new layout. */
export class QuadTree {
  private child: Int32Array // [cell, quadrant]; 0 where there is none, as the root is nobody's child
  private occupant: Int32Array // [cell], the point of a leaf, −1 in inner cells
  private mass: Float64Array // [cell], number of points
  private x: Float64Array // [cell], sum, later mean, of its points
  private y: Float64Array
  private after = new Int32Array(0) // [cell in depth-first order]
  private cells = new Float64Array(0) // [cell in depth-first order, x y mass reach]
  private size = 0
  private readonly width = new Float64Array(maxDepth + 2) // by depth
  private depth: Uint8Array

  /** `points`: about how many points a layout has; the tree grows when a layout needs more cells. */
  constructor(points: number) {
    const cells = 4 * points + 16
    this.child = new Int32Array(4 * cells)
    this.occupant = new Int32Array(cells)
    this.mass = new Float64Array(cells)
    this.x = new Float64Array(cells)
    this.y = new Float64Array(cells)
    this.depth = new Uint8Array(cells)
  }

  /** Takes a new layout. Shapes: `layout` [point, 2], flat. */
  build(layout: Float64Array): void {
    let left = Infinity
    let right = -Infinity
    let low = Infinity
    let high = -Infinity
    for (let at = 0; at < layout.length; at += 2) {
      left = Math.min(left, layout[at]!)
      right = Math.max(right, layout[at]!)
      low = Math.min(low, layout[at + 1]!)
      high = Math.max(high, layout[at + 1]!)
    }
    const side = Math.max(right - left, high - low) || 1
    for (let depth = 0; depth < this.width.length; depth++) this.width[depth] = side / 2 ** depth
    this.size = 0
    this.addCell(0)
    const centerX = (left + right) / 2
    const centerY = (low + high) / 2
    for (let point = 0; point < layout.length / 2; point++) this.insert(layout, point, centerX, centerY)
    for (let cell = 0; cell < this.size; cell++) {
      this.x[cell]! /= this.mass[cell]!
      this.y[cell]! /= this.mass[cell]!
    }
  }

  /**
   * Fills `force` [point, 2] with Σ q²·(yᵢ − yⱼ) for q = 1 / (1 + |yᵢ − yⱼ|²) and returns Σ q over ordered pairs; a cell
   * stands for its points when it is narrower than `theta` times its distance.
   */
  repulsion(layout: Float64Array, theta: number, force: Float64Array): number {
    this.flatten(theta)
    const { after, cells, size } = this
    let total = 0
    for (let at = 0; at < layout.length; at += 2) {
      const px = layout[at]!
      const py = layout[at + 1]!
      let forceX = 0
      let forceY = 0
      let sum = -1 // the point meets itself once, at distance 0
      for (let cell = 0; cell < size;) {
        const dx = px - cells[4 * cell]!
        const dy = py - cells[4 * cell + 1]!
        const squared = dx * dx + dy * dy
        if (squared > cells[4 * cell + 3]!) {
          const q = 1 / (1 + squared)
          const weight = cells[4 * cell + 2]! * q
          sum += weight
          forceX += weight * q * dx
          forceY += weight * q * dy
          cell = after[cell]!
        } else cell++
      }
      force[at] = forceX
      force[at + 1] = forceY
      total += sum
    }
    return total
  }

  /** Lays the cells out depth first, so that a walk needs no stack: into a cell is the next one, past it is `after`. */
  private flatten(theta: number): void {
    const { child, depth, mass, occupant, x, y } = this
    if (this.after.length < this.mass.length) {
      this.after = new Int32Array(this.mass.length)
      this.cells = new Float64Array(4 * this.mass.length)
    }
    const { after, cells } = this
    const reach = this.width.map((width) => (width / theta) ** 2)
    let next = 0
    const place = (cell: number): void => {
      const at = next++
      cells[4 * at] = x[cell]!
      cells[4 * at + 1] = y[cell]!
      cells[4 * at + 2] = mass[cell]!
      cells[4 * at + 3] = occupant[cell]! >= 0 ? -1 : reach[depth[cell]!]! // a leaf always stands for its points
      for (let slot = 4 * cell; slot < 4 * cell + 4; slot++) if (child[slot]! > 0) place(child[slot]!)
      after[at] = next
    }
    place(0)
  }

  private insert(layout: Float64Array, point: number, rootX: number, rootY: number): void {
    const px = layout[2 * point]!
    const py = layout[2 * point + 1]!
    let centerX = rootX
    let centerY = rootY
    for (let cell = 0, depth = 0;; depth++) {
      const resident = this.occupant[cell]!
      const before = this.mass[cell]!
      this.mass[cell] = before + 1
      this.x[cell]! += px
      this.y[cell]! += py
      if (before === 0) {
        this.occupant[cell] = point
        return
      }
      if (depth === maxDepth) return
      if (resident >= 0) this.pushDown(layout, cell, centerX, centerY)
      const quadrant = (px > centerX ? 1 : 0) + (py > centerY ? 2 : 0)
      const next = this.child[4 * cell + quadrant]! || this.addCell(depth + 1)
      this.child[4 * cell + quadrant] = next
      const step = this.width[depth]! / 4
      centerX += quadrant & 1 ? step : -step
      centerY += quadrant & 2 ? step : -step
      cell = next
    }
  }

  /** Makes a leaf an inner cell: its one resident moves into a child. */
  private pushDown(layout: Float64Array, cell: number, centerX: number, centerY: number): void {
    const resident = this.occupant[cell]!
    const x = layout[2 * resident]!
    const y = layout[2 * resident + 1]!
    const next = this.addCell(this.depth[cell]! + 1)
    this.child[4 * cell + (x > centerX ? 1 : 0) + (y > centerY ? 2 : 0)] = next
    this.occupant[cell] = -1
    this.occupant[next] = resident
    this.mass[next] = 1
    this.x[next] = x
    this.y[next] = y
  }

  private addCell(depth: number): number {
    if (this.size === this.mass.length) this.grow()
    const cell = this.size++
    this.child.fill(0, 4 * cell, 4 * cell + 4)
    this.occupant[cell] = -1
    this.mass[cell] = 0
    this.x[cell] = 0
    this.y[cell] = 0
    this.depth[cell] = depth
    return cell
  }

  private grow(): void {
    const double = <A extends Int32Array | Float64Array | Uint8Array>(from: A, to: A): A => {
      to.set(from)
      return to
    }
    this.child = double(this.child, new Int32Array(2 * this.child.length))
    this.occupant = double(this.occupant, new Int32Array(2 * this.occupant.length))
    this.mass = double(this.mass, new Float64Array(2 * this.mass.length))
    this.x = double(this.x, new Float64Array(2 * this.x.length))
    this.y = double(this.y, new Float64Array(2 * this.y.length))
    this.depth = double(this.depth, new Uint8Array(2 * this.depth.length))
  }
}
