/** Invented performers, a few for each genre. */
import type { GenreName } from "./genres.ts"

/** Who plays what; none of them exists. */
export const artists: Readonly<Record<GenreName, ReadonlyArray<string>>> = {
  rock: ["The Rust Lanterns", "Gravel Parade", "Nine Volt Sparrows", "Los Cuervos de Hojalata", "Motor Azulejo"],
  ballad: ["Clara Winterbourne-Lee", "Iris & the Slow Boats", "Andrés Valdelomar", "Helena do Farol", "নীলিমা সেঁজুতি"],
  house: ["Parallel Tram", "DJ Ultramarino", "Velvet Circuitry", "Night Office", "Sala Espelhada"],
  hiphop: ["Kid Ledger", "Mc Candeeiro", "Tall Order & Finch", "La Cuadra 47", "ছাদঘর"],
  bossa: ["Quarteto Maresia Lenta", "Lia Sabiá", "Trio Janela Azul", "Tomás do Cais", "Half-Moon Veranda"],
  baul: ["মাটির দোতারা দল", "ফকির আনন্দ মাঝি", "অচিনপুর আখড়া", "রূপসা তরঙ্গ", "The Clay Lamp Singers"],
  cumbia: ["Sonora del Algarrobo", "Los Primos del Muelle", "Rosa Guayacán", "Conjunto Río Manso", "Banda Palmarejo"],
  ambient: ["Far Lighthouse", "Snowfield Index", "Marea Interior", "Low Orbit Garden", "Quiet Cartography"]
}
