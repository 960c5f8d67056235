import type { Palette } from "../console/palette.ts";

/** A bar of so many characters, filled by a share from 0 to 1. */
export function progressBar(share: number, width: number, palette: Palette): string {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * width);
  return `${palette.sign("pass", "█".repeat(filled))}${palette.faint("░".repeat(width - filled))}`;
}
