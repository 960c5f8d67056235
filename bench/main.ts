/**
 * Stagewright beside what else one could take, in one run on one machine:
 * writes docs/benchmarks.md and its picture.
 *
 * usage: npm run bench [-- --quick]
 */
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { arch, cpus, platform } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { isSilent, REPORTER_NAMES } from "../src/report/reporters.ts";
import type { Contestant } from "./contestants/contestant.ts";
import { CONTESTANTS, stagewright, stagewrightRunOnly } from "./contestants/contestants.ts";
import { measureRealMakespans, measureVirtualMakespans } from "./measure/makespan.ts";
import { measureMemory } from "./measure/memory.ts";
import { measureOutputs, NO_OUTPUTS, type Outputs } from "./measure/outputs.ts";
import { measureCosts } from "./measure/per-stage-cost.ts";
import { measureProfile } from "./measure/profile.ts";
import { measureStartUp } from "./measure/start-up.ts";
import { drawBarCharts } from "./report/bar-chart.ts";
import { showRatio, toTable } from "./report/table.ts";
import { randomPlan } from "./workloads/random-plan.ts";
import { SHAPES, type Shape } from "./workloads/shapes.ts";

const { quick } = parseArgs({ options: { quick: { type: "boolean", default: false } } }).values;
const rounds = quick ? 3 : 5;
const root = fileURLToPath(new URL("..", import.meta.url));

const [reference] = CONTESTANTS;
const schedulers = CONTESTANTS.filter((contestant) => contestant !== stagewrightRunOnly);

const say = (text: string) => process.stdout.write(`${text}\n`);
const section = (title: string, text: string) => {
  say(`\n## ${title}\n\n${text}`);
  return `## ${title}\n\n${text}\n`;
};

const sizes = quick ? [100, 1_000, 10_000] : [100, 1_000, 10_000, 100_000];
const jobs = sizes.flatMap((size) =>
  // The largest size once: its shapes differ little, and a round takes half a minute.
  (size < 100_000 ? (Object.keys(SHAPES) as Shape[]) : (["layered"] as const)).map((shape) => ({ shape, size })),
);
const costs = new Map<string, Awaited<ReturnType<typeof measureCosts>>>();
for (const { shape, size } of jobs) {
  costs.set(`${shape} ${size}`, await measureCosts({ shape, size, rounds }));
  say(`measured ${shape}, ${size} stages`);
}
const costSection = section(
  "What a stage costs",
  [
    `The work of each stage is nothing, 16 at once; events on, no journal, no reporter; each contestant in a process of its own, taking turns. As a multiple of \`p-graph\` in the same round, median of ${rounds} rounds.\n\n`,
    toTable(
      ["stages", ...CONTESTANTS.map(({ name }) => name)],
      jobs.map(({ shape, size }) => [
        `${shape}, ${size.toLocaleString("en")}`,
        ...(costs.get(`${shape} ${size}`) ?? []).map(({ ratio }) => showRatio(ratio)),
      ]),
    ),
  ].join(""),
);

const costOf = (size: number, contestant: Contestant) =>
  costs.get(`layered ${size}`)?.find((cost) => cost.contestant === contestant)?.microseconds ?? Number.NaN;
const growth = sizes
  .slice(1)
  .map((size) => [
    `layered, ${size.toLocaleString("en")}`,
    showRatio(costOf(size, stagewright) / costOf(1_000, stagewright)),
    showRatio(costOf(size, reference) / costOf(1_000, reference)),
  ]);
const growthSection = section(
  "How it grows",
  `The cost of a stage as a multiple of that among 1,000.\n\n${toTable(["stages", "stagewright", "p-graph"], growth)}`,
);

const profile = await measureProfile(10_000);
const profileSection = section(
  "What the cost is made of",
  [
    "A sampled profile of runs of 10,000 stages, by whose code was running. XState's share is its actors and their mailboxes; which transition an event may take, and what that does, is worked out once, as part of the charts.\n\n",
    toTable(
      ["", "share"],
      profile.map(({ owner, share }) => [owner, `${(share * 100).toFixed(0)} %`]),
    ),
  ].join(""),
);

const plans = Array.from({ length: quick ? 20 : 80 }, (_, index) => randomPlan(index + 1));
const cold = await measureVirtualMakespans(schedulers, plans, "cold");
const warm = await measureVirtualMakespans(schedulers, plans, "warm");
say("measured makespans in virtual time");
const shortPlans = plans.slice(0, quick ? 2 : 6).map(({ stages, slots }) => ({
  slots,
  // A timer is late by up to a millisecond, so that shorter ones would measure timers.
  stages: stages.map((stage) => ({ ...stage, durationMs: Math.max(1, Math.round(stage.durationMs / 20)) })),
}));
const realCold = await measureRealMakespans(schedulers, shortPlans, "cold");
const realWarm = await measureRealMakespans(schedulers, shortPlans, "warm");
const makespanSection = section(
  "How close to the earliest possible end",
  [
    `${plans.length} random plans (100 to 500 stages, 2 to 16 slots, lognormal durations) in virtual time, and ${shortPlans.length} of them with real timers.`,
    "As a multiple of the lower bound max(critical path, work ÷ slots), which no schedule can beat and not every plan can reach.",
    "Warm: durations are known, which `p-graph` and `p-queue` take as priorities and Stagewright learns by itself (here it is told, as estimates); the others cannot use them.",
  ]
    .join(" ")
    .concat(
      "\n\n",
      toTable(
        ["", "cold, average", "cold, worst", "warm, average", "warm, worst", "real timers, cold", "real timers, warm"],
        schedulers.map(({ name }, index) => [
          name,
          ...[cold[index]?.average, cold[index]?.worst, warm[index]?.average, warm[index]?.worst].map(show3),
          ...[realCold[index]?.average, realWarm[index]?.average].map(show3),
        ]),
      ),
    ),
);
function show3(ratio: number | undefined): string {
  return ratio === undefined ? "–" : `${ratio.toFixed(3)}×`;
}

const commandLine: Outputs = { label: "journal, `plain`, `json`", journal: true, reporters: ["plain", "json"] };
const tenThousand = { size: 10_000, rounds, beside: NO_OUTPUTS };
const emptyOutputs = await measureOutputs({ ...tenThousand, workMs: 0 }, [
  { label: "journal", journal: true, reporters: [] },
  { label: "journal, `plain`", journal: true, reporters: ["plain"] },
  commandLine,
]);
const SHORT_WORK_MS = 5;
const shortOutputs = await measureOutputs({ ...tenThousand, workMs: SHORT_WORK_MS }, [commandLine]);
const fileReporters = REPORTER_NAMES.filter((name) => !isSilent(name));
const thousand = { size: 1_000, rounds: 5 * rounds, workMs: 0 };
const allReporters = { label: `all ${fileReporters.length} reporters`, reporters: fileReporters };
const alone = await measureOutputs({ ...thousand, beside: NO_OUTPUTS }, [{ ...allReporters, journal: false }]);
const shortAlone = await measureOutputs({ ...thousand, workMs: SHORT_WORK_MS, rounds, beside: NO_OUTPUTS }, [
  { ...allReporters, journal: false },
]);
const besideJournal = await measureOutputs({ ...thousand, beside: { journal: true, reporters: [] } }, [
  { ...allReporters, journal: true },
]);
const outputsSection = section(
  "What journal and reporters add",
  `To a run of stages with three phases each; they write real files. As a multiple of the same run without them.\n\n${toTable(
    ["stages", "the work of each", "outputs", "time"],
    [
      ...emptyOutputs.map(({ label, ratio }) => ["10,000", "nothing", label, showRatio(ratio)]),
      ...shortOutputs.map(({ label, ratio }) => ["10,000", `${SHORT_WORK_MS} ms`, label, showRatio(ratio)]),
      ...alone.map(({ label, ratio }) => ["1,000", "nothing", label, showRatio(ratio)]),
      ...shortAlone.map(({ label, ratio }) => ["1,000", `${SHORT_WORK_MS} ms`, label, showRatio(ratio)]),
      ...besideJournal.map(({ label, ratio }) => [
        "1,000, with a journal, as on the command line",
        "nothing",
        label,
        showRatio(ratio),
      ]),
    ],
  )}\n\nAll reporters: ${fileReporters.map((name) => `\`${name}\``).join(", ")}.`,
);

const memorySize = quick ? 10_000 : 100_000;
const memory = await measureMemory(memorySize);
const memorySection = section(
  "What a stage holds",
  `Bytes of heap a stage in a run of ${memorySize.toLocaleString("en")}, beside its definition.\n\n${toTable(
    ["when", "bytes"],
    [
      ["all wait to begin", memory.waiting.toFixed(0)],
      ["half are over", memory.halfway.toFixed(0)],
      ["at the end, with the report", memory.ended.toFixed(0)],
    ],
  )}`,
);

const startUp = measureStartUp(`${root}dist/cli.js`, quick ? 5 : 15);
const startUpSection = section(
  "Start-up",
  `\`stagewright run\` on ten stages that do nothing takes ${showRatio(startUp)} the time of \`node -e ''\`.`,
);

const versions = CONTESTANTS.flatMap(({ name, package: packageName, note }) => [
  `- ${name}${packageName === undefined ? "" : ` ${versionOf(packageName)}`}: ${note}`,
]);
function versionOf(name: string): string {
  const require = createRequire(import.meta.url);
  const path = name === "stagewright" ? `${root}package.json` : `${root}node_modules/${name}/package.json`;
  return (require(path) as { readonly version: string }).version;
}

if (!quick) {
  const [cpu] = cpus();
  const page = [
    "# Benchmarks\n",
    "Made by `npm run bench`, in one run on one machine: the ratios hold elsewhere, times would not. That each contestant ran every stage once, after all that it needs and never beside too many others, is checked in each run.\n",
    "![What a stage costs, and how close to the earliest possible end runs come](benchmarks.svg)\n",
    costSection,
    profileSection,
    growthSection,
    makespanSection,
    outputsSection,
    memorySection,
    startUpSection,
    `## What was measured\n\n${versions.join("\n")}\n\nNode ${process.version}, ${platform()} ${arch()}, ${cpus().length} × ${cpu?.model ?? "unknown"}.\n`,
  ].join("\n");
  writeFileSync(`${root}docs/benchmarks.md`, page);
  const layered = costs.get("layered 10000") ?? [];
  writeFileSync(
    `${root}docs/benchmarks.svg`,
    drawBarCharts([
      {
        title: "Cost of a stage among 10,000, × p-graph (logarithmic)",
        scale: "logarithmic",
        from: Math.min(...layered.flatMap(({ ratio }) => ratio ?? [])) / 2,
        bars: layered.flatMap(({ contestant, ratio }) =>
          ratio === undefined
            ? []
            : [
                {
                  label: contestant.name,
                  value: ratio,
                  text: showRatio(ratio),
                  isOurs: contestant.package === "stagewright",
                },
              ],
        ),
      },
      {
        title: "Time above the lower bound, durations known, in percent",
        scale: "linear",
        from: 0,
        bars: warm.map(({ contestant, average }) => {
          const percent = (average - 1) * 100;
          return {
            label: contestant.name,
            value: percent,
            text: `${percent.toFixed(2)} %`,
            isOurs: contestant === stagewright,
          };
        }),
      },
    ]),
  );
}
