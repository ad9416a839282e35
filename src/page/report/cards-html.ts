/** Cards: a cluster each, or whatever a section puts side by side. */
import { groupColours } from "../chart/group-scale.ts"
import { ink } from "../chart/theme.ts"
import { type Content, type Html, html } from "./html.ts"
import { hrefOf } from "./map-html.ts"
import type { ReportCluster, ReportModel } from "./report-model.ts"
import type { CardsBlock } from "./report-section.ts"
import * as sentences from "./sentences.ts"

const trait = (name: string, text: string): Html | undefined =>
  text === "" ? undefined : html`<p class="trait"><b>${name}</b> ${text}</p>`

const card = (cluster: ReportCluster, colour: string, labels: ReadonlyArray<string>): Html => {
  const shades = groupColours(labels)
  const bar = cluster.topLabels.map(({ count, label }) => {
    const width = (100 * count / Math.max(1, cluster.size)).toFixed(2)
    const shade = (shades[labels.indexOf(label)] ?? ink.noise).slice(1)
    return html`<i style="width:${width}%;background:var(--c-${shade})" title="${label}: ${count}"></i>`
  })
  const tracks = cluster.exemplars.map(({ audio, label, title }) => {
    const href = hrefOf(audio)
    const name = href === undefined ? title : html`<a href="${href}">${title}</a>`
    return html`<li>${name}${label === undefined ? undefined : html` <span>${label}</span>`}</li>`
  })
  return html`<article class="card"><h4><i class="dot" style="background:var(--c-${
    colour.slice(1)
  })"></i>${cluster.name}</h4><p>${sentences.clusterSentence(cluster)}</p>${
    bar.length === 0 ? undefined : html`<div class="share" aria-hidden="true">${bar}</div>`
  }${trait("Sound", sentences.featurePhrase(cluster))}${
    trait("Words", (cluster.words ?? []).join(", "))
  }<ul>${tracks}</ul></article>`
}

/** What each cluster holds, with the method that made them; nothing without clusters. */
export const clusterCards = ({ clusterMethod, clusters, labels }: ReportModel): Content => {
  if (clusters.length === 0) return undefined
  const colours = groupColours(clusters.map((cluster) => cluster.name))
  const told = clusters.some(({ features = [] }) => features.length > 0)
    ? " Sound names the features whose means differ most from all other tracks, in standard deviations."
    : ""
  return html`<p>${clusterMethod}. The tracks named are those nearest to the centre of their cluster.${told}</p><div class="cards">${
    clusters.map((cluster, i) => card(cluster, colours[i]!, labels?.values ?? []))
  }</div>`
}

/** The cards of a section. */
export const plainCards = ({ cards }: CardsBlock): Html =>
  html`<div class="cards">${
    cards.map(({ lines, title }) =>
      html`<article class="card"><h4>${title}</h4>${lines.map((line) => html`<p>${line}</p>`)}</article>`
    )
  }</div>`
