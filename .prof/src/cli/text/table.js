const GAP = "  ";
const LEAST_WIDTH = 8;
/** Rows of as many cells each as lines in columns, each as wide as it needs; the widest ones are wrapped to fit. */
export function table(rows, { width, indent = "" }) {
    const widths = narrow(naturalWidths(rows), width - indent.length);
    return rows.flatMap((row) => {
        const cells = row.map((cell, column) => wrap(cell, widths[column] ?? 0));
        const height = Math.max(...cells.map(({ length }) => length));
        return Array.from({ length: height }, (_, line) => {
            const parts = cells.map((lines, column) => (lines[line] ?? "").padEnd(widths[column] ?? 0));
            return `${indent}${parts.join(GAP)}`.trimEnd();
        });
    });
}
function naturalWidths(rows) {
    const columns = rows[0]?.length ?? 0;
    return Array.from({ length: columns }, (_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
}
/** Narrows the widest column until all fit. */
function narrow(natural, width) {
    const widths = [...natural];
    const room = width - GAP.length * (widths.length - 1);
    const sum = () => widths.reduce((total, next) => total + next, 0);
    while (sum() > room) {
        const widest = widths.indexOf(Math.max(...widths));
        const current = widths[widest] ?? 0;
        if (current <= LEAST_WIDTH)
            break;
        widths[widest] = current - 1;
    }
    return widths;
}
/** A text in lines; always at least one. */
function wrap(text, width) {
    const lines = [];
    for (const word of text.split(" ").flatMap((word) => pieces(word, width))) {
        const last = lines.at(-1);
        if (last === undefined || last.length + 1 + word.length > width)
            lines.push(word);
        else
            lines[lines.length - 1] = `${last} ${word}`;
    }
    return lines;
}
function pieces(word, width) {
    if (word.length <= width)
        return [word];
    return Array.from({ length: Math.ceil(word.length / width) }, (_, index) => word.slice(index * width, (index + 1) * width));
}
