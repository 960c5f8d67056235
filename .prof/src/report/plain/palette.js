import { styleText } from "node:util";
const SYMBOLS = {
    begin: "▸",
    pass: "✓",
    fail: "✗",
    skip: "↷",
    warn: "⚠",
    retry: "↻",
    note: "│",
};
const STYLES = {
    begin: "cyan",
    pass: "green",
    fail: "red",
    skip: "gray",
    warn: "yellow",
    retry: "yellow",
    note: "gray",
};
export function createPalette(color) {
    // Unless told not to, `styleText` looks at the process's own stream and environment.
    const paint = (style, text) => (color ? styleText(style, text, { validateStream: false }) : text);
    return {
        mark: ({ mark, text }) => `${paint(STYLES[mark], SYMBOLS[mark])}${text === "" ? "" : ` ${text}`}`,
        faint: (text) => paint("gray", text),
        strong: (text) => paint("bold", text),
    };
}
