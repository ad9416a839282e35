/** Share of draws within every interval, and within the range of every null. */
export const level = 0.95
