/** One player for the whole page: what plays stops when something else begins. */

/** What becomes of a sound: it plays, it is over or made way for another, or none of its addresses can be played. */
export type SoundState = "playing" | "over" | "absent"

/** Plays the first of a track's addresses that the browser can. */
export interface Player {
  /** Shows how far it has come, where it has a place on the page. */
  readonly audio: HTMLAudioElement
  readonly play: (addresses: ReadonlyArray<string>, tell: (state: SoundState) => void) => void
  readonly stop: () => void
}

/** A player on an audio element. */
export const playerOn = (audio: HTMLAudioElement): Player => {
  let turn = 0
  let tellNow: (state: SoundState) => void = () => undefined
  const finish = (): void => {
    const tell = tellNow
    tellNow = () => undefined
    tell("over")
  }
  const from = ([address, ...others]: ReadonlyArray<string>, mine: number): void => {
    if (address === undefined) return tellNow("absent")
    audio.src = address
    audio.play().then(() => {
      if (mine === turn) tellNow("playing")
    }, () => {
      if (mine === turn) from(others, mine) // it may have been moved away from its sound
    })
  }
  audio.addEventListener("ended", finish)
  return {
    audio,
    play: (addresses, tell) => {
      turn++
      finish()
      tellNow = tell
      from(addresses, turn)
    },
    stop: () => {
      turn++
      audio.pause()
      finish()
    }
  }
}
