/** Stands on both streams behind what a command wrote, as a message beside them could overtake them. */
export const endMark = "\u0000the end\u0000"
