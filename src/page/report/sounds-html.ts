/** Sounds under their spectrograms. Without a script each has the browser's own controls; with it: src/page/web/sounds.ts. */
import { type Html, html } from "./html.ts"
import type { AudioBlock, Sound } from "./report-section.ts"

const tile = ({ name, opus, picture }: Sound, title: string): Html => {
  const called = title === "" ? name : `${name}, ${title}`
  return html`<li><img src="data:image/webp;base64,${picture}" width="128" height="128" loading="lazy" alt="Spectrogram: ${called}"><audio controls preload="none" src="data:audio/ogg;base64,${opus}" aria-label="${called}"></audio><span>${name}</span></li>`
}

/** Groups side by side, each with its sounds in a row. */
export const soundGroups = ({ groups }: AudioBlock): Html =>
  html`<div class="heard">${
    groups.map(({ note, sounds, title }) =>
      html`<article>${title === "" ? undefined : html`<h4>${title}</h4>`}${
        note === "" ? undefined : html`<p>${note}</p>`
      }<ul>${sounds.map((sound) => tile(sound, title))}</ul></article>`
    )
  }</div>`
