export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly text: string;
  readonly isOurs: boolean;
}

export interface BarChart {
  readonly title: string;
  readonly bars: readonly Bar[];
  /** On a logarithmic scale each tenfold is as wide as the next. */
  readonly scale: "linear" | "logarithmic";
  /** Where bars begin. */
  readonly from: number;
}

const WIDTH = 720;
const LABEL = 170;
const ROW = 26;
const TEXT = 80;

/** Charts below each other as one SVG picture, readable on a light and on a dark page. */
export function drawBarCharts(charts: readonly BarChart[]): string {
  let y = 0;
  const parts = charts.map((chart) => {
    const part = `<g transform="translate(0 ${y})">\n${drawChart(chart)}\n</g>`;
    y += ROW * (chart.bars.length + 2);
    return part;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" font-family="sans-serif" font-size="13">`,
    "<title>What a stage costs, and how close to the earliest possible end runs come</title>",
    "<style>text{fill:#24292f}.ours{fill:#1a7f37}.other{fill:#8c959f}",
    "@media (prefers-color-scheme:dark){text{fill:#e6edf3}.ours{fill:#3fb950}.other{fill:#6e7681}}</style>",
    ...parts,
    "</svg>\n",
  ].join("\n");
}

function drawChart({ title, bars, scale, from }: BarChart): string {
  const place = (value: number) => (scale === "linear" ? value - from : Math.log(value / from));
  const widest = Math.max(...bars.map(({ value }) => place(value)));
  const lines = bars.map(({ label, value, text, isOurs }, index) => {
    const top = ROW * (index + 1);
    const width = Math.max(2, (place(value) / widest) * (WIDTH - LABEL - TEXT));
    return [
      `<text x="${LABEL - 8}" y="${top + 14}" text-anchor="end"${isOurs ? ' font-weight="bold"' : ""}>${label}</text>`,
      `<rect class="${isOurs ? "ours" : "other"}" x="${LABEL}" y="${top}" width="${width.toFixed(1)}" height="18" rx="2"/>`,
      `<text x="${(LABEL + width + 6).toFixed(1)}" y="${top + 14}">${text}</text>`,
    ].join("\n");
  });
  return [`<text x="0" y="14" font-weight="bold">${title}</text>`, ...lines].join("\n");
}
