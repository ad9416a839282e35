/** What lyrics sites and licensers write around lyrics: counts of contributors, buttons, adverts, footers. */

import { foreignFurniture, foreignHeading, isVideoDescription, withoutMarkup } from "./foreign-furniture.ts"

/** Whole lines that are no words of a song, wherever they stand. */
const furniture: ReadonlyArray<RegExp> = [
  /^you might also like$/i,
  /^(?:\d[\d.,]*k? )?contributors?(?:translations.*)?$/i,
  /^translations$/i,
  /^see .{1,80} live(?: ?get tickets as low as \$\d+)?$/i,
  /^get tickets as low as \$\d+$/i,
  /^\d*(?:\.\d+)?k?embed(?:share url ?copy ?embed ?copy)?$/i,
  /^(?:share url ?)?copy(?: ?copy)?(?: ?embed)?$/i,
  /^(?:cancel ?)?how to format lyrics:?/i,
  /^(?:read|show) (?:more|less)$/i,
  /^submit corrections?$/i,
  /^(?:report a problem|correct these lyrics|add (?:to playlist|a translation)|translate to english)$/i,
  /^\*+ ?this lyrics is not for commercial use ?\*+$/i, // Musixmatch's free licence
  /^\(\d{10,}\)$/, // and the number below it
  /^(?:all )?lyrics? (?:(?:are |is )?(?:licensed|provided|powered|supplied|courtesy)\b.{0,60}|(?:from|by|via|at) .{0,40}(?:\.com|\.net|\.org|genius|musixmatch|lyricfind|azlyrics).{0,20})$/i,
  /^(?:licensed (?:to|by|from) .{0,40}|source: (?:lyricfind|musixmatch|genius).*)$/i,
  /^(?:.{0,40}\b)?lyrics ?(?:©|\(c\)|™).*$/i,
  /^(?:©|\(c\) ?\d{4}|copyright(?: ©| \(c\)|:| \d{4})).*$/i,
  /^.{0,80}\ball rights (?:are )?reserved\.?$/i,
  /^(?:song ?writers?|writers?(?:\(s\))?|songwriter\(s\)|written by|composed by|composers?|lyricists?|publishers?|published by|produced by|producers?) ?(?:\(s\))? ?[:：] ?\S.*$/i,
  /^(?:paroles|letra|songtext|testo) (?:de|von|di|du|da)\b.{0,60}(?:\.com|\.net|\.br|genius|musixmatch|lyricfind).*$/i,
  /^(?:composi[cç][aã]o|composición|compositor(?:es)?|autor(?:es)?|paroliers?|compositeurs?|auteurs?|texter) ?: ?\S.*$/i,
  /^(?:enviad[ao]s?|legendad[ao]s?|revis(?:ão|ões|ado|ada)|traduzid[ao]s?) por .{1,80}$/i, // Letras
  /^lyrics submitted by .{1,60}$/i, // SongMeanings
  /^.{1,60} lyrics as written by .{1,80}$/i,
  /^(?:add your thoughts|\d+ comments?|no comments yet.*)$/i,
  /^(?:作词|作曲|编曲|填词|制作人|作詞|編曲|監製|监制|混音|母带|和声|录音|词|曲)(?:\/\S{1,4})? ?[:：] ?\S.*$/u, // credits as NetEase has them
  /^(?:작사|작곡|편곡) ?: ?\S.*$/u,
  /^thanks to .{1,60} for (?:adding|correcting|submitting|these|the) .{0,30}lyrics\.?$/i,
  /^(?:find|get|read|see|view) (?:more|all|full|the) .{0,40}lyrics .{0,20}(?:at|on) .+$/i,
  /^(?:visit |source: |from |via )?(?:https?:\/\/|www\.)\S+$/i,
  /^(?:azlyrics|genius|musixmatch|lyricfind|letras\.mus\.br|lyrics\.com|metrolyrics)(?:\.com)?$/i
]

/** Lines at the head of a page: a title in the site's words, names and values. */
const heading =
  /^(?:.{1,80} lyrics|lyrics (?:of|to|for) .{1,60} by .{1,60}|\((?:feat|ft|with)\b.{1,60}\)|.{20,}… ?read more|(?:artist|album|title|song|track|genre|year|released?) ?: ?\S.{0,80})$/i
const quotedTitle = /^["“„«].{1,80}["”“»]$/ // a page's first line may be one
const headLines = 4

/** Glued to words where a page was copied without its line breaks. */
const glued: ReadonlyArray<readonly [RegExp, string]> = [
  [/^\s*\d[\d.,]*K? Contributors?(?!s|Translations)(?=\S)/u, ""],
  [/\n?You might also like(?=[\p{L}[])/gu, "\n"],
  [/\n?See [^\n]{1,80}? LiveGet tickets as low as \$\d+\n?/gu, "\n"],
  [/(?<=[^\s\d.,K])(?:\d+(?:\.\d+)?K?)?Embed(?:Share URL ?Copy ?Embed ?Copy)?\s*$/u, ""]
]

/** Behind this line a page of AZLyrics goes on about the artist and the album. */
const restOfSite = /^azlyrics$/i
const dots = /^(?:\.{3}|…)$/ // where a site that has paid for a part ends it

/** What sites write in place of lyrics they do not have. */
const absent =
  /^(?:lyrics (?:for this song )?(?:have yet to be (?:released|transcribed)|will be (?:available|added) soon|(?:are )?(?:currently |not )?(?:unavailable|available|missing|found))|(?:sorry|unfortunately),? .{0,20}(?:we|the) .{0,60}lyrics|we (?:do not|don['’]t) have .{0,40}lyrics|(?:these |the )?lyrics (?:are )?restricted|no lyrics (?:available|found|yet))/i
const isInstrumental = /^(?:this (?:song|track) is (?:an |purely )?instrumental|instrumental track)\.?$/i

/** What is left of a page: its words, and what it says in place of them. */
export interface Unfurnished {
  readonly text: string
  readonly says: "words" | "instrumental" | "absent"
}

const isFurniture = (line: string): boolean =>
  furniture.some((pattern) => pattern.test(line)) || foreignFurniture.some((pattern) => pattern.test(line))

/** Whether a line at the head of a page says what the page is about; `first` is the first one that is left. */
const isHeading = (line: string, first: string): boolean =>
  heading.test(line) || foreignHeading.test(line) || quotedTitle.test(line) && first.includes(line.slice(1, -1))

/**
 * Lyrics without the page around them. A text with nothing of the sort comes back as it is, letter for letter.
 *
 * @example
 * ```ts
 * import { withoutFurniture } from "partita/text"
 * withoutFurniture("12 Contributors\nHome Lyrics\nwalking home\nYou might also like\nat night4Embed").text
 * // → "walking home\nat night"
 * ```
 */
export const withoutFurniture = (page: string): Unfurnished => {
  if (isVideoDescription(page)) return { text: "", says: "absent" }
  const text = glued.reduce((left, [pattern, by]) => left.replace(pattern, by), withoutMarkup(page))
  const all = text.split(/\r\n|\r|\n/)
  const rest = all.findIndex((line) => restOfSite.test(line.trim()))
  const lines = rest > 1 ? all.slice(0, rest) : all
  const first = lines.findIndex((line) => line.trim() !== "" && !isFurniture(line.trim()))
  const isPage = text !== page || lines.length < all.length || lines.some((line) => isFurniture(line.trim()))
  const kept = lines.flatMap((line, i) => {
    const bare = line.trim()
    if (isFurniture(bare) || isPage && dots.test(bare)) return []
    if (isPage && i === first && quotedTitle.test(bare)) return []
    if (!isPage || i < first || i >= first + headLines) return [line]
    const head = /^(.{1,80}? lyrics)(?=\[)/i.exec(bare)?.[1] // "Home Lyrics[Verse 1]"
    if (head !== undefined) return [bare.slice(head.length)]
    return isHeading(bare, lines[first]!) ? [] : [line]
  })
  const words = kept.join("\n").trim()
  if (absent.test(words) && words.length < 200) return { text: "", says: "absent" }
  if (isInstrumental.test(words)) return { text: "", says: "instrumental" }
  return {
    text: kept.length === all.length && text === page && kept.every((line, i) => line === lines[i]) ? page : words,
    says: "words"
  }
}
