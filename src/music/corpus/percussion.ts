/** Drums: how each is struck, and the patterns the genres play on them. */
import type { Random } from "../../math/random.ts"
import { between, chance } from "./draw.ts"
import { addBurst } from "./noise.ts"
import { addStrike, corpusSampleRateHz, type Onset, type WaveName } from "./oscillator.ts"

/** What a drum needs besides its onset. */
export interface Kit {
  readonly out: Float32Array
  readonly strip: Float32Array
  readonly random: Random
}

const skin =
  (wave: WaveName, frequencyHz: number, [decaySec, bend, bendSec]: readonly [number, number, number]) =>
  (kit: Kit, hit: Onset): void => addStrike(kit.out, { ...hit, wave, frequencyHz, decaySec, bend, bendSec })

const rattle = (decaySec: number, smoothing: number) => (kit: Kit, hit: Onset): void =>
  addBurst(kit.out, { ...hit, decaySec, smoothing }, kit.strip, kit.random)

const snareSkin = skin("sine", 185, [0.05, 0.5, 0.03])
const snareWires = rattle(0.06, 0.25)
const clapHand = rattle(0.04, 0.35)

/** One way to strike each drum. */
const drums = {
  kick: skin("sine", 50, [0.12, 3, 0.03]),
  deepKick: skin("sine", 43, [0.16, 3, 0.03]),
  surdo: skin("sine", 62, [0.16, 1.2, 0.04]),
  snare: (kit: Kit, hit: Onset): void => {
    snareSkin(kit, { ...hit, level: hit.level * 0.5 })
    snareWires(kit, { ...hit, level: hit.level * 0.6 })
  },
  clap: (kit: Kit, hit: Onset): void => {
    for (const laterSec of [0, 0.011, 0.022]) {
      clapHand(kit, { startSec: hit.startSec + laterSec, level: hit.level * 0.5 })
    }
  },
  hat: rattle(0.02, 0.7),
  openHat: rattle(0.045, 0.7),
  rim: rattle(0.012, 0.6),
  brush: rattle(0.08, 0.3),
  guacharaca: rattle(0.03, 0.5),
  bayan: skin("sine", 90, [0.25, 0.6, 0.12]),
  dayan: skin("soft", 330, [0.12, 0.1, 0.02])
} as const

/** One drum's line over a bar: per sixteenth `x` always, `.` never, a digit that many times in ten. */
interface DrumLine {
  readonly drum: keyof typeof drums
  readonly level: number
  readonly steps: string
}

/** A bar of sixteenths; `swing` delays every second one by that share of a sixteenth. */
interface DrumPattern {
  readonly swing: number
  readonly lines: ReadonlyArray<DrumLine>
}

const line = (drum: keyof typeof drums, level: number, steps: string): DrumLine => ({ drum, level, steps })

/** The patterns the genres play. */
const patterns = {
  backbeat: {
    swing: 0,
    lines: [
      line("kick", 1, "x.......x.5....."),
      line("snare", 1, "....x.......x..2"),
      line("hat", 0.35, "x.x.x.x.x.x.x.x.")
    ]
  },
  brushes: {
    swing: 0,
    lines: [
      line("kick", 0.6, "x.......5......."),
      line("brush", 0.25, "........x......."),
      line("hat", 0.15, "6...6...6...6...")
    ]
  },
  fourOnTheFloor: {
    swing: 0,
    lines: [
      line("deepKick", 1.1, "x...x...x...x..."),
      line("openHat", 0.5, "..x...x...x...x."),
      line("clap", 0.7, "....x.......x...")
    ]
  },
  trap: {
    swing: 0.08,
    lines: [
      line("deepKick", 1.2, "x......x..6....."),
      line("clap", 1, "........x......."),
      line("hat", 0.3, "x3x3x3x3x3x3x3x3")
    ]
  },
  bossa: {
    swing: 0.04,
    lines: [
      line("surdo", 0.45, "x..x....x..x...."),
      line("rim", 0.35, "x..x..x...x..x.."),
      line("hat", 0.1, "xxxxxxxxxxxxxxxx")
    ]
  },
  kaharwa: {
    swing: 0,
    lines: [
      line("bayan", 1, "x.......x......."),
      line("dayan", 0.6, "..9.9.9...9.9.9."),
      line("dayan", 0.3, "1111111111111111")
    ]
  },
  cumbia: {
    swing: 0,
    lines: [
      line("kick", 1, "x...x...x...x..."),
      line("snare", 0.6, "...x..x....x..x."),
      line("guacharaca", 0.3, "x.x.x.x.x.x.x.x.")
    ]
  },
  none: { swing: 0, lines: [] }
} as const satisfies Record<string, DrumPattern>
export type PatternName = keyof typeof patterns

/** Adds `pattern` from the start to the end of `kit.out`, with the small lateness and unevenness of hands. */
export const addDrums = (
  kit: Kit,
  pattern: PatternName,
  beat: { readonly sec: number; readonly level: number }
): void => {
  const { lines, swing }: DrumPattern = patterns[pattern]
  const sixteenthSec = beat.sec / 4
  const sixteenths = Math.ceil(kit.out.length / (corpusSampleRateHz * sixteenthSec))
  for (const { drum, level, steps } of lines) {
    for (let n = 0; n < sixteenths; n++) {
      const mark = steps[n % 16]!
      if (mark === "." || (mark !== "x" && !chance(kit.random, Number(mark) / 10))) continue
      const late = (n % 2) * swing * sixteenthSec + 0.003 * kit.random.normal()
      const startSec = Math.max(0, n * sixteenthSec + late)
      drums[drum](kit, { startSec, level: beat.level * level * between(kit.random, 0.75, 1) })
    }
  }
}
