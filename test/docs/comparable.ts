/** The lines of a text in which times and ids are all the same, and as wide. */
export function comparable(text: string): readonly string[] {
  return text.split("\n").map((line) =>
    line
      .replace(/\b\d{8}-\d{6,9}-[0-9a-f]{6}\b/g, "<id>")
      .replace(/\b\d\d:\d\d\.\d\b/g, "<clock>")
      .replace(/\b(\d+h )?(\d+m )?\d+(\.\d+)?(ms|s|m)\b/g, "<time>")
      .replace(/\s+/g, " ")
      .trim(),
  );
}
