/** Ogg Vorbis and Opus without their comments, pages numbered anew. Sources: RFC 3533 §6; Vorbis I §4.2, §5; RFC 7845 §5. */
import { oggChecksum } from "./ogg-pages.ts"
import { inMemory, type SoundFile } from "./sound-file.ts"

const headBytes = 27

interface Page {
  readonly bytes: Uint8Array
  /** Lengths of segments. */
  readonly lacing: Uint8Array
  readonly flags: number
  readonly serial: number
}

const numberAt = (bytes: Uint8Array, at: number): number =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(at, true)

/** The page that begins at `at`, whole and as its checksum says; undefined where there is none. */
const pageAt = (file: SoundFile, at: number): Page | undefined => {
  const head = file.read(at, headBytes + 255)
  if (head.length < headBytes || String.fromCharCode(...head.subarray(0, 5)) !== "OggS\0") return undefined
  const lacing = head.slice(headBytes, headBytes + head[26]!)
  const sizeBytes = headBytes + head[26]! + lacing.reduce((sum, length) => sum + length, 0)
  const bytes = Uint8Array.from(file.read(at, sizeBytes))
  if (bytes.length < sizeBytes) return undefined
  const declared = numberAt(bytes, 22)
  bytes.fill(0, 22, 26)
  return oggChecksum(bytes) === declared ? { bytes, lacing, flags: bytes[5]!, serial: numberAt(bytes, 14) } : undefined
}

/** A page under another number, in place; the stream's own number, which is drawn anew by who copies it, is 0. */
const numbered = (bytes: Uint8Array, sequence: number): Uint8Array => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  view.setUint32(14, 0, true)
  view.setUint32(18, sequence, true)
  view.setUint32(22, 0, true)
  view.setUint32(22, oggChecksum(bytes), true)
  return bytes
}

/** Packets on pages of their own, as headers are laid out. */
const headerPages = (packets: ReadonlyArray<Uint8Array>): ReadonlyArray<Uint8Array> => {
  const all = packets.flatMap((
    packet
  ) => [...Array.from({ length: Math.floor(packet.length / 255) }, () => 255), packet.length % 255])
  const content = Buffer.concat(packets)
  const pages: Array<Uint8Array> = []
  let at = 0
  let isContinued = false
  for (let first = 0; first < all.length; first += 255) {
    const lacing = all.slice(first, first + 255)
    const length = lacing.reduce((sum, each) => sum + each, 0)
    const page = Buffer.alloc(headBytes + lacing.length + length)
    page.write("OggS", 0, "latin1")
    page[5] = isContinued ? 1 : 0
    page[26] = lacing.length
    page.set(lacing, headBytes)
    page.set(content.subarray(at, at + length), headBytes + lacing.length)
    isContinued = lacing.at(-1) === 255
    at += length
    pages.push(page)
  }
  return pages
}

/** Packets of the first pages, until there are `count` and a page ends; undefined where they do not end with a page. */
const firstPackets = (
  file: SoundFile,
  at: number,
  { count, serial }: { readonly count: number; readonly serial: number }
) => {
  const packets: Array<Uint8Array> = []
  let open: ReadonlyArray<Uint8Array> = []
  while (packets.length < count) {
    const page = pageAt(file, at)
    if (page === undefined || page.serial !== serial || (page.flags & 6) !== 0) return undefined
    let from = headBytes + page.lacing.length
    for (const length of page.lacing) {
      open = [...open, page.bytes.subarray(from, from + length)]
      from += length
      if (length === 255) continue
      packets.push(Buffer.concat(open))
      open = []
    }
    at += page.bytes.length
  }
  return packets.length === count && open.length === 0 ? { packets, at } : undefined
}

const magic = (packet: Uint8Array, count: number): string => String.fromCharCode(...packet.subarray(0, count))
const noComments = Buffer.alloc(8) // no vendor, no comments

/** The packets behind the first as they are without comments; undefined where they are not what the codec has there. */
const withoutComments = (codec: "vorbis" | "opus", packets: ReadonlyArray<Uint8Array>) => {
  const [comments, setup] = packets as [Uint8Array, Uint8Array | undefined]
  if (codec === "opus") {
    return magic(comments, 8) === "OpusTags"
      ? [Buffer.concat([Buffer.from("OpusTags"), noComments])]
      : undefined
  }
  if (magic(comments, 7) !== "\x03vorbis" || setup === undefined || magic(setup, 7) !== "\x05vorbis") return undefined
  return [Buffer.concat([Buffer.from("\x03vorbis", "latin1"), noComments, Buffer.of(1)]), setup]
}

const mostBytes = 2 ** 28 // which are held: a longer one keeps its comments

/** One stream of Vorbis or Opus without comments; undefined for any other, and where a page is not as it was written. */
export const oggSound = (file: SoundFile): SoundFile | undefined => {
  const first = file.sizeBytes > mostBytes ? undefined : pageAt(file, 0)
  if (first === undefined || (first.flags & 2) === 0) return undefined
  const head = first.bytes.subarray(headBytes + first.lacing.length)
  const codec = magic(head, 8) === "OpusHead" ? "opus" : magic(head, 7) === "\x01vorbis" ? "vorbis" : undefined
  if (codec === undefined || first.lacing.length !== 1) return undefined
  const { serial } = first
  const found = firstPackets(file, first.bytes.length, { count: codec === "opus" ? 1 : 2, serial })
  const kept = found === undefined ? undefined : withoutComments(codec, found.packets)
  if (found === undefined || kept === undefined) return undefined
  const pages = [first.bytes, ...headerPages(kept)]
  for (let at = found.at; at < file.sizeBytes;) {
    const page = pageAt(file, at)
    if (page === undefined || page.serial !== serial || (page.flags & 2) !== 0) return undefined
    pages.push(page.bytes)
    at += page.bytes.length
  }
  return inMemory(Buffer.concat(pages.map(numbered)))
}
