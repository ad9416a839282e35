/** FLAC files decoded in pieces and around damage, by a decoder of whole files. Next: flac-frames.ts, codecs.ts. */
import type { Audio } from "./audio.ts"
import { flacGroups, intactFrames, readStreamInfo } from "./flac-frames.ts"
import { type Blocks, samplesOf } from "./sound-blocks.ts"
import { inMemory, type SoundFile } from "./sound-file.ts"

/** The sound of one small file, as its decoder gives it. */
type Decode = (file: Uint8Array) => AsyncIterable<Audio>

/** Compressed bytes and decoded samples up to which a file is decoded in one piece. */
const oneGo = { bytes: 1 << 23, samples: 1 << 24 }

/** The sound of a FLAC file: of a long one in groups of frames, of which those before a time can be passed over. */
export const flacBlocks = (file: SoundFile, decode: Decode): Blocks => {
  const info = readStreamInfo(file)
  const isLong = info !== undefined &&
    (info.isDeferred || file.sizeBytes > oneGo.bytes || info.samples * info.channels > oneGo.samples)
  if (!isLong) return () => soundOf(file.read(0, file.sizeBytes), decode)
  const after = (sec: number) => partsAfter(sec, flacGroups(file, info), decode)
  return Object.assign(() => after(0), { after })
}

/** Parts of files that follow each other, from a time on: files that end before it are not decoded. */
async function* partsAfter(sec: number, files: Iterable<Uint8Array>, decode: Decode): AsyncGenerator<Audio> {
  let at = 0 // of the file's first sample among all
  for (const file of files) {
    const { rateHz, samples } = readStreamInfo(inMemory(file))!
    let skip = Math.max(0, samplesOf(sec, rateHz) - at)
    at += samples
    if (skip > 0 && skip >= samples) continue
    for await (const { channels, sampleRateHz } of soundOf(file, decode)) {
      const { length } = channels[0]!
      if (skip < length) {
        yield { channels: skip === 0 ? channels : channels.map((each) => each.slice(skip)), sampleRateHz }
      }
      skip = Math.max(0, skip - length)
    }
  }
}

/** A file's sound. Its decoder stops at a damaged frame: where some is missing, all other frames are decoded. */
async function* soundOf(file: Uint8Array, decode: Decode): AsyncGenerator<Audio> {
  const found = await allOf(decode(file))
  const info = readStreamInfo(inMemory(file))
  const isWhole = info === undefined || lengthOf(found) >= info.samples
  const around = isWhole ? [] : await allOf(decode(intactFrames(file, info)))
  yield* lengthOf(around) > lengthOf(found) ? around : found
}

const allOf = async (parts: AsyncIterable<Audio>): Promise<ReadonlyArray<Audio>> => {
  const all: Array<Audio> = []
  for await (const part of parts) all.push(part)
  return all
}

const lengthOf = (parts: ReadonlyArray<Audio>): number =>
  parts.reduce((sum, { channels }) => sum + channels[0]!.length, 0)
