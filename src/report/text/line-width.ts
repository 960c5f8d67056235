/**
 * How many columns of a terminal a clean line takes. (`string-width` knows it
 * to the last character, but takes milliseconds to load, and nearly all lines
 * are ASCII.)
 */
export function lineWidth(line: string): number {
  if (ASCII.test(line)) return line.length;
  return [...line.replace(EMOJI, "##").replace(MARKS, "").replace(EAST_ASIAN, "##")].length;
}

const ASCII = /^[ -~]*$/;
/** Flags, keycaps, and pictures with all that is joined to them. */
const EMOJI =
  /\p{RI}{2}|[\d#*]\ufe0f?\u20e3|(?:\p{Emoji_Presentation}|\p{ExtPict}(?=\ufe0f|\p{EMod}))(?:\u200d\p{ExtPict}|\ufe0f|\p{EMod})*/gu;
/** What stands on the character before it, or is not seen at all. */
const MARKS = /[\p{Mn}\p{Me}\p{Cf}]/gu;
/** The blocks of wide scripts and signs. */
const EAST_ASIAN =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{20000}-\u{3fffd}]/gu;
