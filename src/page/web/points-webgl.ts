/**
 * Points drawn by WebGL 2: one call for all of them, places between two maps mixed by the graphics processor. Only where
 * there is one: WebGL in software is slower than a plain canvas (bench/map.ts).
 */
import type { Look, PointsPainter } from "./points-painter.ts"

const vertexSource = `#version 300 es
in vec2 origin;
in vec2 target;
in vec4 colour;
uniform float travelled;
uniform vec2 middle;
uniform vec2 scale;
uniform float size;
out vec4 tint;
void main() {
  gl_Position = vec4((mix(origin, target, travelled) - middle) * scale, 0.0, 1.0);
  gl_PointSize = size;
  tint = colour;
}`

// alpha is premultiplied; `edge` is one pixel of the point's radius, over which it fades out
const fragmentSource = `#version 300 es
precision mediump float;
in vec4 tint;
uniform float diamond;
uniform float edge;
uniform vec4 rim;
out vec4 ink;
void main() {
  vec2 at = abs(gl_PointCoord * 2.0 - 1.0);
  float away = mix(length(at), at.x + at.y, diamond);
  float alpha = tint.a * (1.0 - smoothstep(1.0 - edge, 1.0, away));
  if (alpha <= 0.0) discard;
  vec3 shown = mix(tint.rgb, rim.rgb, rim.a * smoothstep(1.0 - 2.0 * edge, 1.0 - edge, away));
  ink = vec4(shown * alpha, alpha);
}`

const compiled = (gl: WebGL2RenderingContext, kind: GLenum, source: string): WebGLShader => {
  const shader = gl.createShader(kind)!
  gl.shaderSource(shader, source)
  gl.compileShader(shader)
  return shader
}

const linked = (gl: WebGL2RenderingContext): WebGLProgram => {
  const program = gl.createProgram()
  gl.attachShader(program, compiled(gl, gl.VERTEX_SHADER, vertexSource))
  gl.attachShader(program, compiled(gl, gl.FRAGMENT_SHADER, fragmentSource))
  gl.linkProgram(program)
  if (gl.getProgramParameter(program, gl.LINK_STATUS) === true || gl.isContextLost()) return program
  throw new Error(`The map's shaders do not link: ${gl.getProgramInfoLog(program) ?? "no reason given"}`)
}

/** What drivers call themselves that draw on the processor. */
const softwareDrivers = /swiftshader|llvmpipe|softpipe|software|basic render/i

const isSoftware = (gl: WebGL2RenderingContext): boolean => {
  const unmasked = gl.getExtension("WEBGL_debug_renderer_info")?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER
  return softwareDrivers.test(String(gl.getParameter(unmasked)))
}

/** A painter on a canvas of its own; null where the browser has no WebGL 2, or none by a graphics processor. */
export const webglPainter = (canvas: HTMLCanvasElement): PointsPainter | null => {
  const gl = canvas.getContext("webgl2", { antialias: false, depth: false, failIfMajorPerformanceCaveat: true })
  if (gl === null || isSoftware(gl)) return null
  const program = linked(gl)
  gl.useProgram(program)
  gl.enable(gl.BLEND)
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA)
  const uniform = Object.fromEntries(
    ["travelled", "middle", "scale", "size", "diamond", "edge", "rim"].map((name) => [
      name,
      gl.getUniformLocation(program, name)
    ])
  )
  const attribute = (name: string, size: number, type: GLenum, isShare: boolean) => {
    const buffer = gl.createBuffer()
    const at = gl.getAttribLocation(program, name)
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer)
    gl.enableVertexAttribArray(at)
    gl.vertexAttribPointer(at, size, type, isShare, 0, 0)
    return (data: AllowSharedBufferSource) => {
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer)
      gl.bufferData(gl.ARRAY_BUFFER, data, gl.STATIC_DRAW)
    }
  }
  const origin = attribute("origin", 2, gl.FLOAT, false)
  const target = attribute("target", 2, gl.FLOAT, false)
  const colour = attribute("colour", 4, gl.UNSIGNED_BYTE, true)
  let count = 0
  return {
    name: "webgl",
    place: (from, to) => {
      origin(from)
      target(to)
      count = from.length / 2
    },
    colour: (colours) => colour(colours),
    draw: ({ frame, radius, rim, shape, travelled, view }: Look) => {
      const unit = frame.unit * view.zoom
      const pixels = canvas.width / frame.width
      const size = 2 * radius * pixels
      gl.viewport(0, 0, canvas.width, canvas.height)
      gl.clearColor(0, 0, 0, 0)
      gl.clear(gl.COLOR_BUFFER_BIT)
      gl.uniform1f(uniform["travelled"]!, travelled)
      gl.uniform2f(uniform["middle"]!, view.x, view.y)
      gl.uniform2f(uniform["scale"]!, 2 * unit / frame.width, 2 * unit / frame.height)
      gl.uniform1f(uniform["size"]!, size)
      gl.uniform1f(uniform["diamond"]!, shape === "diamond" ? 1 : 0)
      gl.uniform1f(uniform["edge"]!, Math.min(0.5, 2 / size))
      gl.uniform4f(uniform["rim"]!, (rim?.[0] ?? 0) / 255, (rim?.[1] ?? 0) / 255, (rim?.[2] ?? 0) / 255, rim ? 1 : 0)
      gl.drawArrays(gl.POINTS, 0, count)
    }
  }
}
