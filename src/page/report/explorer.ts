/**
 * The interactive map of a report, as plain script text for the page: no dependency, no network.
 *
 * It reads `#explorer-data` (points, groups, colours) and draws on `#explorer-canvas`. Wheel or pinch zooms, drag pans,
 * hover names a track, click or Enter plays it, arrow keys walk to the nearest track in that direction.
 */
export const explorerScript = String.raw`
(() => {
  "use strict"
  const $ = (id) => document.getElementById(id)
  const canvas = $("explorer-canvas"), tip = $("explorer-tip"), legend = $("explorer-legend"), say = $("explorer-status")
  const player = $("explorer-player")
  if (!canvas) return
  const { points, modes, noise } = JSON.parse($("explorer-data").textContent)
  const context = canvas.getContext("2d")
  let mode = 0, muted = new Set(), current = -1, width = 0, height = 0
  const xs = points.map((p) => p.x), ys = points.map((p) => p.y)
  const low = [Math.min(...xs), Math.min(...ys)], high = [Math.max(...xs), Math.max(...ys)]
  const view = { x: (low[0] + high[0]) / 2, y: (low[1] + high[1]) / 2, zoom: 1 }
  const home = { ...view }
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

  const unit = () => view.zoom * 0.9 * Math.min(width / (high[0] - low[0] || 1), height / (high[1] - low[1] || 1))
  const place = (p) => [width / 2 + (p.x - view.x) * unit(), height / 2 - (p.y - view.y) * unit()]
  const groupOf = (p) => p.groups[mode]
  const isShown = (p) => !muted.has(groupOf(p))
  const colourOf = (p) => {
    const name = modes[mode].colours[groupOf(p)] || noise // groups are numbers: a name could be "constructor"
    return css("--c-" + name.slice(1)) || name
  }

  const draw = () => {
    const ratio = window.devicePixelRatio || 1
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    context.clearRect(0, 0, width, height)
    const radius = Math.max(2.2, Math.min(7, 70 / Math.sqrt(points.length))) * Math.min(1.8, Math.sqrt(view.zoom))
    context.lineWidth = 1
    context.strokeStyle = css("--paper")
    for (const shown of [false, true]) {
      points.forEach((p, i) => {
        if (isShown(p) !== shown || i === current) return
        const [x, y] = place(p)
        context.globalAlpha = shown ? 0.9 : 0.12
        context.fillStyle = colourOf(p)
        context.beginPath(); context.arc(x, y, radius, 0, 2 * Math.PI); context.fill(); context.stroke()
      })
    }
    context.globalAlpha = 1
    if (current < 0) { tip.hidden = true; return }
    const [x, y] = place(points[current])
    context.fillStyle = colourOf(points[current])
    context.strokeStyle = css("--strong"); context.lineWidth = 2
    context.beginPath(); context.arc(x, y, radius + 3, 0, 2 * Math.PI); context.fill(); context.stroke()
    tip.hidden = x < 0 || y < 0 || x > width || y > height
    tip.style.left = Math.max(4, Math.min(width - tip.offsetWidth - 4, x + 14)) + "px"
    tip.style.top = Math.max(4, Math.min(height - tip.offsetHeight - 4, y + 14)) + "px"
  }

  const select = (i, aloud) => {
    if (i === current && !aloud) return
    current = i
    if (i >= 0) {
      const lines = [points[i].title, ...modes.map((m, j) => m.name + ": " + m.groups[points[i].groups[j]])]
      tip.replaceChildren(...lines.map((line, j) => {
        const row = document.createElement(j === 0 ? "strong" : "span")
        row.textContent = line
        return row
      }))
      tip.hidden = false
      if (aloud) say.textContent = lines.join(", ") + (points[i].audio ? ". Press Enter to play." : "")
    }
    draw()
  }

  const play = (i) => {
    const url = points[i] && points[i].audio
    if (!url) return
    player.hidden = false
    player.src = url
    player.play().catch(() => { say.textContent = "This track cannot be played: " + points[i].title })
  }

  const nearest = (x, y, reach) => {
    let best = -1, least = reach * reach
    points.forEach((p, i) => {
      if (!isShown(p)) return
      const [px, py] = place(p), d = (px - x) ** 2 + (py - y) ** 2
      if (d < least) { least = d; best = i }
    })
    return best
  }

  /** The closest point within 45 degrees of a direction. */
  const step = (dx, dy) => {
    if (current < 0) return nearest(width / 2, height / 2, Infinity)
    const [x, y] = place(points[current])
    let best = current, least = Infinity
    points.forEach((p, i) => {
      if (i === current || !isShown(p)) return
      const [px, py] = place(p), along = (px - x) * dx + (py - y) * dy, across = Math.abs((px - x) * dy - (py - y) * dx)
      if (along > 0 && across <= along && along + across < least) { least = along + across; best = i }
    })
    return best
  }

  const zoomAt = (factor, x, y) => {
    const next = Math.max(0.5, Math.min(60, view.zoom * factor))
    const before = unit()
    view.zoom = next
    const shift = 1 / before - 1 / unit()
    view.x += (x - width / 2) * shift
    view.y -= (y - height / 2) * shift
    draw()
  }

  const drawLegend = () => {
    legend.replaceChildren(...modes[mode].groups.map((name, group) => {
      const key = document.createElement("button")
      key.type = "button"
      key.setAttribute("aria-pressed", String(!muted.has(group)))
      const dot = document.createElement("i")
      dot.style.background = colourOf({ groups: { [mode]: group } })
      key.append(dot, name)
      key.onclick = () => { muted.has(group) ? muted.delete(group) : muted.add(group); drawLegend(); draw() }
      return key
    }))
  }

  const at = (event) => { const box = canvas.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top] }
  const held = new Map()
  let moved = 0
  canvas.addEventListener("pointerdown", (event) => { canvas.setPointerCapture(event.pointerId); held.set(event.pointerId, at(event)); moved = 0 })
  canvas.addEventListener("pointermove", (event) => {
    const [x, y] = at(event), from = held.get(event.pointerId)
    if (!from) return select(nearest(x, y, 18), false)
    const others = [...held].filter(([id]) => id !== event.pointerId)
    moved += Math.hypot(x - from[0], y - from[1])
    held.set(event.pointerId, [x, y])
    if (others.length) {
      const [, [ox, oy]] = others[0]
      return zoomAt(Math.hypot(x - ox, y - oy) / (Math.hypot(from[0] - ox, from[1] - oy) || 1), ox, oy)
    }
    view.x -= (x - from[0]) / unit(); view.y += (y - from[1]) / unit()
    draw()
  })
  const release = (event) => {
    const wasClick = held.delete(event.pointerId) && moved < 5 && event.type === "pointerup"
    if (wasClick) { const i = nearest(...at(event), 22); select(i, true); play(i) }
  }
  canvas.addEventListener("pointerup", release)
  canvas.addEventListener("pointercancel", release)
  canvas.addEventListener("pointerleave", () => { if (document.activeElement !== canvas) select(-1, false) })
  canvas.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey && document.activeElement !== canvas) return // the page keeps scrolling
    event.preventDefault(); zoomAt(Math.exp(-event.deltaY / 400), ...at(event))
  }, { passive: false })
  canvas.addEventListener("dblclick", (event) => zoomAt(2, ...at(event)))
  const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
  canvas.addEventListener("keydown", (event) => {
    const arrow = arrows[event.key]
    if (arrow) select(step(...arrow), true)
    else if (event.key === "Enter" || event.key === " ") play(current)
    else if (event.key === "+" || event.key === "=") zoomAt(1.4, width / 2, height / 2)
    else if (event.key === "-") zoomAt(1 / 1.4, width / 2, height / 2)
    else if (event.key === "0") { Object.assign(view, home); draw() }
    else if (event.key === "Escape") select(-1, false)
    else return
    event.preventDefault()
  })
  const zoomButtons = { "explorer-in": () => zoomAt(1.4, width / 2, height / 2), "explorer-out": () => zoomAt(1 / 1.4, width / 2, height / 2), "explorer-home": () => { Object.assign(view, home); draw() } }
  for (const [id, act] of Object.entries(zoomButtons)) $(id).onclick = act
  document.querySelectorAll("[name=explorer-mode]").forEach((radio) => radio.addEventListener("change", () => {
    mode = Number(radio.value); muted = new Set(); drawLegend(); draw()
  }))
  const resize = () => {
    const box = canvas.getBoundingClientRect(), ratio = window.devicePixelRatio || 1
    width = box.width; height = box.height
    canvas.width = Math.round(width * ratio); canvas.height = Math.round(height * ratio)
    draw()
  }
  new ResizeObserver(resize).observe(canvas)
  addEventListener("themechange", () => { drawLegend(); draw() })
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { drawLegend(); draw() })
  resize(); drawLegend()
})()
`
