/** Whether a track's lyrics are words to work with, or a remark that there are none. A remark never passes for text. */
import { withoutFurniture } from "./page-furniture.ts"
import { countScripts } from "./script.ts"
import { normalizeText, tokenize, wordPattern } from "./tokenize.ts"

/**
 * `present`: words to use. `instrumental`: something says that nobody sings. `missing`: nothing is there. `doubtful`:
 * something is there, but most likely not what is sung.
 */
export const lyricsStates = ["present", "instrumental", "missing", "doubtful"] as const
/** One of `lyricsStates`. */
export type LyricsState = typeof lyricsStates[number]

/** `text` is without page furniture, section labels and stage directions, and empty unless the state is `present`. */
export interface Lyrics {
  readonly state: LyricsState
  /** Why they are not taken, null when they are. */
  readonly reason: string | null
  readonly text: string
}

const remark = [
  "instrumental",
  "instrumentals",
  "instrumental music",
  "music",
  "background music",
  "soft music",
  "upbeat music",
  "dramatic music",
  "music playing",
  "no lyrics",
  "without words",
  "música",
  "musica",
  "música instrumental",
  "musique",
  "musik",
  "muziek",
  "instrumentale",
  "strumentale",
  "সঙ্গীত",
  "যন্ত্রসঙ্গীত"
]
const instrumentalRemarks = new Set(remark.map(normalizeText))

const nothing = new Set(["nan", "null", "none", "n a", "na", "undefined", "lyrics not found", "not found", "tba"])

/** What speech recognition writes for silence or music: it learnt from subtitles, which end in thanks and credits. */
const inventions = new Set([
  "thank you",
  "thank you very much",
  "thank you so much",
  "thanks",
  "thanks for watching",
  "thank you for watching",
  "thanks for listening",
  "please subscribe",
  "like and subscribe",
  "subscribe to my channel",
  "see you next time",
  "see you in the next video",
  "we ll be right back",
  "the end",
  "end",
  "bye",
  "bye bye",
  "you",
  "okay",
  "ok",
  "foreign",
  "applause",
  "laughter",
  "silence",
  "gracias",
  "gracias por ver",
  "gracias por ver el video",
  "obrigado",
  "obrigada",
  "merci",
  "merci d avoir regardé",
  "danke",
  "vielen dank",
  "grazie",
  "ধন্যবাদ",
  "ご視聴ありがとうございました"
].map(normalizeText))
const credits =
  /^(copyright|subtitles? (by|created|made)|captions? by|transcri(bed|pt) by|untertitel|sous titr|sottotitoli|subtítulos|legendas|ondertitel)|amara org/u

const sectionLabels = /\[[^\]\n]*\]/gu // [Chorus], [Verse 2: …], [Instrumental break]
const directions =
  /\((?:[^()\n]*\b(?:instrumental|music|applause|laughter|solo|chorus|verse|bridge|intro|outro|repeat)\b[^()\n]*|x ?\d+|\d+ ?x)\)/giu
const exportFaults = /#(?:ERROR|NAME|REF|VALUE|N\/A|NULL)[!?]?/u
const commonestShare = 0.6 // one word makes up this much of the text: a stuck recogniser, or no more than a call
const fewestToJudge = 6
const strayScript = 3 // letters of a third script

const wordsOf = (text: string): string => normalizeText(text).replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim()

const refuse = (state: Exclude<LyricsState, "present">, reason: string): Lyrics => ({ state, reason, text: "" })

/**
 * Judges the lyrics of one track. Fewer than `minimumWords` words are doubtful.
 *
 * On such inventions: Koenecke et al. 2024, "Careless Whisper: speech-to-text hallucination harms"; the list is from
 * what the smallest Whisper model wrote for music without song.
 *
 * @example
 * ```ts
 * import { judgeLyrics } from "partita/text"
 * judgeLyrics("[Chorus]\nWalking home tonight, walking home alone", 5).text
 * // → "Walking home tonight, walking home alone"
 * judgeLyrics("(instrumental)", 5).state // → "instrumental"
 * judgeLyrics(null, 5).state // → "missing"
 * ```
 */
export const judgeLyrics = (written: string | null, minimumWords: number): Lyrics => {
  if (written === null || written.trim() === "") return refuse("missing", "no lyrics")
  const { says, text: lyrics } = withoutFurniture(written)
  if (says === "instrumental") return refuse("instrumental", `says "${written.trim().slice(0, 40)}"`)
  if (says === "absent") return refuse("missing", "a page that says it has no lyrics")
  if (lyrics.trim() === "") return refuse("missing", "nothing but what a page has around lyrics")
  if (exportFaults.test(lyrics)) return refuse("doubtful", "an error message of a spreadsheet")
  const whole = wordsOf(lyrics)
  if (nothing.has(whole)) return refuse("missing", `says "${lyrics.trim()}"`)
  if (isRemark(whole)) return refuse("instrumental", `says "${lyrics.trim().slice(0, 40)}"`)
  if (whole === "") {
    const isMusic = /[\u2669-\u266f\u{1F3B5}\u{1F3B6}\u{1F3BC}]/u.test(lyrics)
    return isMusic ? refuse("instrumental", "only signs of music") : refuse("missing", "only punctuation")
  }
  const text = lyrics.replace(sectionLabels, " ").replace(directions, " ").trim()
  const sung = wordsOf(text)
  if (sung === "") return judgeLabels(whole)
  if (inventions.has(sung) || credits.test(sung)) {
    return refuse("doubtful", `"${text.slice(0, 40)}" is what speech recognition writes for silence`)
  }
  return judgeWords(text, minimumWords)
}

const isRemark = (words: string): boolean => {
  if (instrumentalRemarks.has(words)) return true
  const [first = ""] = words.split(" ")
  return instrumentalRemarks.has(first) && words.split(" ").every((word) => word === first)
}

/** Nothing but labels: instrumental when one of them says so. */
const judgeLabels = (words: string): Lyrics =>
  words.split(" ").some((word) => instrumentalRemarks.has(word))
    ? refuse("instrumental", "only labels, one of them instrumental")
    : refuse("missing", "only section labels")

const judgeWords = (text: string, minimumWords: number): Lyrics => {
  const words = tokenize(text, wordPattern)
  if (words.length < minimumWords) {
    return refuse("doubtful", `${words.length} of at least ${minimumWords} words`)
  }
  const counts = [...Map.groupBy(words, (word) => word)].map(([word, { length }]) => ({ word, length }))
  const commonest = counts.reduce((most, one) => one.length > most.length ? one : most)
  if (words.length >= fewestToJudge && commonest.length >= commonestShare * words.length) {
    return refuse("doubtful", `"${commonest.word}" ${commonest.length} times in ${words.length} words`)
  }
  const third = countScripts(text)[2]
  if (third !== undefined && third[1] >= strayScript) {
    return refuse("doubtful", `letters of ${countScripts(text).map(([script]) => script).join(", ")} mixed`)
  }
  return { state: "present", reason: null, text }
}
