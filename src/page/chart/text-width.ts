/** Advance widths of Inter for laying charts out without a canvas: the same on every machine. */

const widths = (table: string): ReadonlyArray<number> => table.trim().split(/\s+/).map(Number)

// Thousandths of an em for U+0020 … U+007E, read from assets/fonts/inter-400.ttf and inter-600.ttf.
const regular = widths(`
  281 288 466 633 642 982 644 300 365 365 501 662 288 460 288 360 631 407 610 618 646 593 620 566
  619 620 288 302 662 662 662 511 966 690 654 730 722 601 590 746 743 269 571 672 565 903 753 765
  639 765 644 642 646 744 690 985 682 679 629 365 360 365 471 456 323 562 612 571 612 583 370 613
  591 242 242 549 242 876 591 600 612 612 376 528 327 591 562 818 546 562 552 426 333 426 662
`)
const semibold = widths(`
  252 321 523 644 650 1004 663 326 373 373 540 673 319 465 319 379 660 423 623 636 666 612 640 576
  640 640 319 329 673 673 673 543 999 728 659 737 722 605 588 749 746 277 580 703 565 922 759 769
  645 773 652 650 660 736 728 1020 720 713 652 373 379 373 481 469 351 574 624 583 624 591 389 625
  612 262 262 569 262 900 612 609 624 624 397 549 353 612 587 839 569 588 566 455 359 455 673
`)

const nonSpacing = /\p{Mn}/u
const spacingMark = /\p{Mc}/u
const bengali = /\p{Script=Bengali}/u

/** U+E000 to U+E002 are signs of surrogate-keys.ts: nothing, a quotation mark and a backslash. */
const advance = (character: string, isBold: boolean): number => {
  const code = character.codePointAt(0)!
  const known = (isBold ? semibold : regular)[code - 0x20]
  if (known !== undefined) return known
  if (nonSpacing.test(character)) return 0
  if (code >= 0xe000 && code <= 0xe002) return code === 0xe000 ? 0 : advance("\"\\"[code - 0xe001]!, isBold)
  if (bengali.test(character)) return spacingMark.test(character) ? 300 : 690 // means over Noto Sans Bengali
  if (code === 0xb7) return isBold ? 319 : 288
  return code < 0x2e80 ? 620 : 1000 // other alphabets; full-width scripts
}

/** Width of a text in pixels when set in Inter at `fontSize` pixels; weights from 600 count as bold. */
export const textWidth = (text: string, fontSize: number, fontWeight: number): number => {
  let thousandths = 0
  let previous = ""
  for (const character of text) {
    // after a virama (U+09CD) a Bangla consonant joins its neighbour and adds about a third of its width
    thousandths += advance(character, fontWeight >= 600) * (previous === "\u09cd" ? 0.36 : 1)
    previous = character
  }
  return thousandths * fontSize / 1000
}
