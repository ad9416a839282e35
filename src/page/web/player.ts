/** One player for the whole page: what plays stops when something else begins. */

/** Plays the first of a track's addresses that the browser can; says so where none can. */
export interface Player {
  readonly play: (title: string, addresses: ReadonlyArray<string>) => void
}

/** A player on an audio element, which is hidden until it plays; `say` speaks to the reader. */
export const playerOn = (audio: HTMLAudioElement, say: (words: string) => void): Player => {
  let turn = 0
  const from = (title: string, [address, ...others]: ReadonlyArray<string>, mine: number): void => {
    if (address === undefined) return say(`This track cannot be played: ${title}`)
    audio.src = address
    audio.play().then(() => {
      if (mine === turn) say(`Playing ${title}`)
    }, () => {
      if (mine === turn) from(title, others, mine) // it may have been moved away from its sound
    })
  }
  return {
    play: (title, addresses) => {
      audio.hidden = false
      turn++
      from(title, addresses, turn)
    }
  }
}
