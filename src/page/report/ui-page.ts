/** The page of `pipeline ui`, as it is before its script fills it. */
import { html, raw } from "./html.ts"
import { pageStyle } from "./page-style.ts"
import { uiAdditions } from "./ui-style.ts"

/** The bundle of src/page/web/ui, written by scripts/build.mjs. */
export const uiScript = "assets/web/ui.js"

/** Its style sheet, but for the fonts. */
export const uiStyle = (): string => `${pageStyle()}${uiAdditions}`

// apart: a bundler lowers a tagged template that holds a script's end
const script = raw("<script src=\"/ui.js\" defer></script>")

/** Its markup: the project's name is text, whatever it holds. */
export const uiPage = (project: string): string =>
  html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="referrer" content="no-referrer"><title>${project} · Partita</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/ui.css">${script}</head>
<body data-project="${project}"><div class="page" id="ui"><noscript><p class="none">This page is drawn by its script: let scripts run at this address.</p></noscript></div></body></html>
`.toString()
