/** Stretches of media in addresses and playlists. Source: W3C, Media Fragments URI 1.0, §4.2.1. */

/** Seconds as these write them: to the millisecond, and without an exponent. */
export const secondsText = (sec: number): string => String(Math.round(sec * 1000) / 1000)

/** The end of an address that leads to a stretch; `endSec` null where that lasts to the end. */
export const mediaFragment = (startSec: number, endSec: number | null): string =>
  `#t=${secondsText(startSec)}${endSec === null ? "" : `,${secondsText(endSec)}`}`

/** An address without such an end, and the seconds that it had. */
export const withoutFragment = (
  address: string
): { readonly address: string; readonly startSec?: string; readonly endSec?: string } => {
  const found = /^(.*)#t=(\d+(?:\.\d+)?)(?:,(\d+(?:\.\d+)?))?$/s.exec(address)
  if (found === null) return { address }
  const [, plain, startSec, endSec] = found
  return { address: plain!, startSec: startSec!, ...(endSec === undefined ? {} : { endSec }) }
}

/**
 * The lines before a path by which VLC, and what is built on it, plays a stretch of a file; other players take them for comments.
 * Seconds as texts.
 */
export const stretchLines = (
  { endSec, startSec }: { readonly startSec?: string; readonly endSec?: string }
): ReadonlyArray<string> => [
  ...startSec === undefined ? [] : [`#EXTVLCOPT:start-time=${startSec}`],
  ...endSec === undefined ? [] : [`#EXTVLCOPT:stop-time=${endSec}`]
]
