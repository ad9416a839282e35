/** A sentence encoder small enough for tests: a table of one vector per token, and a tokenizer of a few pieces of words. */
import { writeOnnx } from "../../../src/learn/training/compile/onnx.ts"

/** Marks, words and the end of a word; a place is its token number. */
export const words = ["[PAD]", "[CLS]", "[SEP]", "[UNK]", "love", "night", "amor", "ভালোবাসা", "##s"]

/** Vector of token t: (t, t²). */
export const tinyNetwork = (): Uint8Array =>
  writeOnnx({
    nodes: [
      { op: "Gather", inputs: ["table", "input_ids"], outputs: ["looked_up"], attributes: {} },
      { op: "Identity", inputs: ["looked_up"], outputs: ["last_hidden_state"], attributes: {} }
    ],
    constants: [{
      name: "table",
      type: "float32",
      shape: [words.length, 2],
      data: Float32Array.from(words.flatMap((_, t) => [t, t * t]))
    }],
    inputs: [{ name: "input_ids", type: "int64", shape: ["batch", "sequence"] }],
    outputs: [{ name: "last_hidden_state", type: "float32", shape: ["batch", "sequence", 2] }]
  })

/** The same tokenizer for known words, as a function. */
export const tinyEncoder = (text: string): ReadonlyArray<number> => [
  1,
  ...text.split(" ").filter((word) => word !== "").map((word) => Math.max(3, words.indexOf(word))),
  2
]

/** The same tokenizer in the format of Hugging Face's tokenizer.json. */
export const tinyTokenizerJson = (): object => ({
  version: "1.0",
  truncation: null,
  padding: null,
  added_tokens: words.slice(0, 4).map((content, id) => ({
    id,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true
  })),
  normalizer: { type: "NFC" },
  pre_tokenizer: { type: "WhitespaceSplit" },
  post_processor: {
    type: "TemplateProcessing",
    single: [
      { SpecialToken: { id: "[CLS]", type_id: 0 } },
      { Sequence: { id: "A", type_id: 0 } },
      { SpecialToken: { id: "[SEP]", type_id: 0 } }
    ],
    pair: [],
    special_tokens: {
      "[CLS]": { id: "[CLS]", ids: [1], tokens: ["[CLS]"] },
      "[SEP]": { id: "[SEP]", ids: [2], tokens: ["[SEP]"] }
    }
  },
  decoder: null,
  model: {
    type: "WordPiece",
    vocab: Object.fromEntries(words.map((word, id) => [word, id])),
    unk_token: "[UNK]",
    continuing_subword_prefix: "##",
    max_input_chars_per_word: 100
  }
})
