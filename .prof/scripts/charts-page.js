import { orchestratorMachine } from "../machines/orchestrator-machine.js";
import { stageMachine } from "../machines/stage-machine.js";
import { chartToMermaid } from "./chart-to-mermaid.js";
/** The text of `docs/statecharts.md`. */
export function chartsPage() {
    return `# The statecharts

Drawn from \`machines/\` by \`npm run docs:charts\`; a test fails when they differ.

## A stage

One actor per stage, from the start of the run to its end. Of several arrows for one event the first whose guard holds is taken.

\`\`\`mermaid
${chartToMermaid(stageMachine).trimEnd()}
\`\`\`

## The orchestrator

The parent of all stages. What it starts, skips and releases is said by the board in \`src/plan\`.

\`\`\`mermaid
${chartToMermaid(orchestratorMachine).trimEnd()}
\`\`\`
`;
}
