/** How intervals over tracks are drawn, alike for all methods: what is compared is compared on the same halves. */

/** Share of draws within every interval, and within the range of every null. */
export const level = 0.95

/**
 * A share of 2,000 halves is told to 1 in 2,001: with 400, no p of 21 comparisons corrected by Holm could fall below 0.05.
 * Fewer than ten artists make halves so coarse that tracks are halved instead.
 */
export const halving = { level, resamples: 2000, groups: "group, else artist", fewestGroups: 10, halves: 1 } as const
