/** From where on an audit speaks of a track or a label; what they mean: the parameters of audit-tracks.ts. */
export const auditLimits = {
  nearDistance: 0.2,
  quietRms: 1e-3,
  silentShare: 0.5,
  clippedShare: 0.01,
  oddLengthShare: 0.1,
  confoundArea: 0.8,
  dominantShare: 0.5,
  fewestTracks: 10
} as const
