/** The text behind base64 of raw DEFLATE, as src/page/report/figure-data.ts packs it. */
export const unpacked = async (base64: string): Promise<string> => {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text()
}
