/** Cards: a cluster each, or whatever a section puts side by side. */
import { groupColours } from "../chart/group-scale.ts"
import { labelPalette } from "../chart/label-palette.ts"
import { ink } from "../chart/theme.ts"
import { type Content, type Html, html } from "./html.ts"
import { hrefOf } from "./map-html.ts"
import type { ReportCluster, ReportModel } from "./report-model.ts"
import type { CardsBlock } from "./report-section.ts"
import * as sentences from "./sentences.ts"

const heardShown = 3
const exemplarsShown = 3
const labelsSpelt = 3

const trait = (name: string, text: Content): Html | undefined =>
  text === "" ? undefined : html`<p class="trait"><b>${name}</b> ${text}</p>`

/** A name whose letters run from the right keeps what stands behind it from being drawn in front. */
const apart = (name: string): Content => /[\u0590-\u08ff\ufb1d-\ufefc]/.test(name) ? html`<bdi>${name}</bdi>` : name

/** What all cards of a page share. */
interface Deck {
  readonly labels: ReportModel["labels"]
  /** The row of the map's data of a track that can be heard. */
  readonly rowOf: ReadonlyMap<string, number>
}

/** Shares of the labels as a bar in the colours that labels have on the map, and the largest in words. */
const shares = ({ size, topLabels }: ReportCluster, labels: NonNullable<ReportModel["labels"]>): Content => {
  if (topLabels.length === 0) return undefined
  const shades = groupColours(labels.values, labelPalette)
  const bar = topLabels.map(({ count, label }) => {
    const width = (100 * count / Math.max(1, size)).toFixed(2)
    const shade = (shades[labels.values.indexOf(label)] ?? ink.noise).slice(1)
    return html`<i style="width:${width}%;background:var(--c-${shade})" title="${label}: ${count}"></i>`
  })
  const spelt = topLabels.slice(0, labelsSpelt).map(({ count, label }, i) =>
    html`${i === 0 ? "" : ", "}${apart(label)} ${count}`
  )
  const more = topLabels.length - spelt.length
  return [
    html`<div class="share" aria-hidden="true">${bar}</div>`,
    trait(labels.name, html`${spelt}${more === 0 ? "" : ` and ${more} more`}`)
  ]
}

/** Those that can be heard first, each with a button that the page's script brings to life. */
const heardTracks = ({ exemplars }: ReportCluster, { rowOf }: Deck): Html => {
  const rows = exemplars.map((track) => ({ ...track, row: track.id === undefined ? undefined : rowOf.get(track.id) }))
  const [heard, silent] = [rows.filter(({ row }) => row !== undefined), rows.filter(({ row }) => row === undefined)]
  return html`<ul>${
    [...heard, ...silent].slice(0, exemplarsShown).map(({ label, row, title, ...sound }) => {
      const href = hrefOf(sound)
      const name = href === undefined ? html`<span>${title}</span>` : html`<a href="${href}">${title}</a>`
      const play = row === undefined
        ? undefined
        : html`<button type="button" data-play="${row}" aria-label="Play ${title}" hidden>Play</button>`
      return html`<li>${play}${name}${label === undefined ? undefined : html` <small>${label}</small>`}</li>`
    })
  }</ul>`
}

const card = (cluster: ReportCluster, colour: string, deck: Deck): Html => {
  const heard = (cluster.heard ?? []).slice(0, heardShown).join(", ")
  return html`<article class="card"><h4><i class="dot" style="background:var(--c-${
    colour.slice(1)
  })"></i><span>${cluster.name}${heard === "" ? undefined : html` <em>${heard}</em>`}</span></h4><p>${
    sentences.clusterSentence(cluster)
  } ${sentences.returnSentence(cluster)}</p>${deck.labels === undefined ? undefined : shares(cluster, deck.labels)}${
    trait("words", (cluster.words ?? []).join(", "))
  }${heardTracks(cluster, deck)}${trait("measured", sentences.featurePhrase(cluster))}</article>`
}

/** The most stable first, where that was asked; else in their own order. */
const byStability = (a: { readonly cluster: ReportCluster }, b: { readonly cluster: ReportCluster }): number =>
  (b.cluster.stability ?? 0) - (a.cluster.stability ?? 0)

/** What each cluster holds, with the method that made them; nothing without clusters. */
export const clusterCards = ({ clusterMethod, clusters, labels, points }: ReportModel): Content => {
  if (clusters.length === 0) return undefined
  const colours = groupColours(clusters.map((cluster) => cluster.name))
  const isTold = clusters.some(({ features = [], heard = [] }) => features.length + heard.length > 0)
  const told = isTold
    ? " Its sound in words, and as measured where means differ most from all other tracks, in standard deviations."
    : ""
  const isAsked = clusters.some(({ stability }) => stability !== undefined)
  const order = isAsked ? " The one that comes back most surely stands first." : ""
  const rowOf = new Map(
    points.flatMap(({ audio, id, preview }, row) =>
      id === undefined || (audio === undefined && preview === undefined) ? [] : [[id, row] as const]
    )
  )
  const cards = clusters.map((cluster, i) => ({ cluster, colour: colours[i]! })).toSorted(byStability)
  return html`<p>${clusterMethod}. The tracks named are those nearest to the centre of their cluster.${told}${order}</p><div class="cards">${
    cards.map(({ cluster, colour }) => card(cluster, colour, { labels, rowOf }))
  }</div>`
}

/** The cards of a section. */
export const plainCards = ({ cards }: CardsBlock): Html =>
  html`<div class="cards">${
    cards.map(({ lines, title }) =>
      html`<article class="card"><h4>${title}</h4>${lines.map((line) => html`<p>${line}</p>`)}</article>`
    )
  }</div>`
