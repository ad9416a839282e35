/** Typefaces cut down to what a text needs, by HarfBuzz as WebAssembly. */

/** What of HarfBuzz is called here; numbers are places in its memory. Source: HarfBuzz manual, hb-subset. */
interface Harfbuzz {
  readonly memory: { readonly buffer: ArrayBuffer }
  readonly _initialize: () => void
  readonly malloc: (size: number) => number
  readonly free: (place: number) => void
  readonly hb_blob_create: (data: number, size: number, mode: number, owner: number, destroy: number) => number
  readonly hb_blob_destroy: (blob: number) => void
  readonly hb_blob_get_data: (blob: number, size: number) => number
  readonly hb_blob_get_length: (blob: number) => number
  readonly hb_face_create: (blob: number, index: number) => number
  readonly hb_face_destroy: (face: number) => void
  readonly hb_face_reference_blob: (face: number) => number
  readonly hb_set_add: (set: number, value: number) => void
  readonly hb_subset_input_create_or_fail: () => number
  readonly hb_subset_input_destroy: (input: number) => void
  readonly hb_subset_input_set: (input: number, kind: number) => number
  readonly hb_subset_input_set_flags: (input: number, flags: number) => void
  readonly hb_subset_input_unicode_set: (input: number) => number
  readonly hb_subset_or_fail: (face: number, input: number) => number
}

/** What Node has and its types leave out. */
interface Untyped {
  readonly WebAssembly: {
    readonly instantiate: (code: Uint8Array, imports: object) => Promise<{
      readonly instance: { readonly exports: unknown }
    }>
  }
}

const writable = 2 // HB_MEMORY_MODE_WRITABLE: the bytes are a copy of ours
const layoutFeatures = 6 // HB_SUBSET_SETS_LAYOUT_FEATURE_TAG
const noHinting = 1 // HB_SUBSET_FLAGS_NO_HINTING
const tabularFigures = 0x746e756d // "tnum", which charts ask for and HarfBuzz leaves out by itself

let loading: Promise<Harfbuzz> | undefined

/** Once for a thread: about 5 ms. */
const load = (wasm: () => Uint8Array): Promise<Harfbuzz> =>
  loading ??= (globalThis as unknown as Untyped).WebAssembly.instantiate(wasm(), {}).then(({ instance }) => {
    const harfbuzz = instance.exports as Harfbuzz
    harfbuzz._initialize()
    return harfbuzz
  })

const cut = (harfbuzz: Harfbuzz, font: Uint8Array, letters: Iterable<string>): Uint8Array => {
  const data = harfbuzz.malloc(font.length)
  new Uint8Array(harfbuzz.memory.buffer).set(font, data)
  const blob = harfbuzz.hb_blob_create(data, font.length, writable, 0, 0)
  const face = harfbuzz.hb_face_create(blob, 0)
  const input = harfbuzz.hb_subset_input_create_or_fail()
  const wanted = harfbuzz.hb_subset_input_unicode_set(input)
  for (const letter of letters) harfbuzz.hb_set_add(wanted, letter.codePointAt(0)!)
  harfbuzz.hb_set_add(harfbuzz.hb_subset_input_set(input, layoutFeatures), tabularFigures)
  harfbuzz.hb_subset_input_set_flags(input, noHinting)
  const made = harfbuzz.hb_subset_or_fail(face, input)
  const result = harfbuzz.hb_face_reference_blob(made)
  const start = harfbuzz.hb_blob_get_data(result, 0)
  const bytes = new Uint8Array(harfbuzz.memory.buffer, start, harfbuzz.hb_blob_get_length(result)).slice()
  for (const each of [result, blob]) harfbuzz.hb_blob_destroy(each)
  for (const each of made === 0 ? [face] : [made, face]) harfbuzz.hb_face_destroy(each)
  harfbuzz.hb_subset_input_destroy(input)
  harfbuzz.free(data)
  if (made === 0 || bytes.length === 0) throw new Error("A font could not be cut down: its file is damaged.")
  return bytes
}

/**
 * The font with only the glyphs that a text of these letters is set with, ligatures and conjuncts among them: the same
 * bytes for the same letters, in whatever order. `wasm` reads harfbuzz-subset.wasm. Rejects when the font is damaged.
 */
export const subsetFont = async (
  font: Uint8Array,
  letters: Iterable<string>,
  wasm: () => Uint8Array
): Promise<Uint8Array> => cut(await load(wasm), font, letters)
