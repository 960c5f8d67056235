/** What stands for each of our signs where the terminal knows ASCII only. */
const ASCII: Readonly<Record<string, string>> = {
  "▸": ">",
  "✓": "+",
  "✗": "x",
  "↷": "-",
  "⚠": "!",
  "↻": "~",
  "│": "|",
  "●": "*",
  "█": "#",
  "░": ".",
  "·": ",",
  "→": "->",
  "…": "...",
};

const SIGNS = new RegExp(`[${Object.keys(ASCII).join("")}]`, "gu");

/** The text with our signs in ASCII; what users wrote beyond ASCII stays. */
export function toAscii(text: string): string {
  return text.replace(SIGNS, (sign) => ASCII[sign] ?? sign);
}
