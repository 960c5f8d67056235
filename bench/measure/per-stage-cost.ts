import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Contestant } from "../contestants/contestant.ts";
import { CONTESTANTS } from "../contestants/contestants.ts";
import type { Shape } from "../workloads/shapes.ts";
import { median, medianRatio } from "./statistics.ts";

export interface CostOptions {
  readonly shape: Shape;
  readonly size: number;
  readonly rounds: number;
}

export interface Cost {
  readonly contestant: Contestant;
  /** Microseconds a stage, the median of the rounds; undefined where the job is too large for it. */
  readonly microseconds: number | undefined;
  /** As a multiple of what the first contestant takes in the same round. */
  readonly ratio: number | undefined;
}

const JITI = fileURLToPath(new URL("../../node_modules/jiti/lib/jiti-cli.mjs", import.meta.url));
const PROGRAM = fileURLToPath(new URL("cost-process.ts", import.meta.url));

/**
 * What a stage costs where its work is nothing. The contestants take turns, each
 * in a process of its own: the garbage of one is no matter of another's.
 */
export async function measureCosts({ shape, size, rounds }: CostOptions): Promise<readonly Cost[]> {
  const able = CONTESTANTS.filter(({ maxStages = Number.POSITIVE_INFINITY }) => size <= maxStages);
  const turns = able.map((contestant) => {
    const child = fork(JITI, [PROGRAM, contestant.name, shape, String(size)], { execArgv: ["--expose-gc"] });
    const broken = once(child, "exit").then(([code]) => {
      throw new Error(`The process of ${contestant.name} ended with ${code}`);
    });
    return { contestant, child, broken, times: [] as number[] };
  });
  for (let round = 0; round < rounds; round += 1) {
    for (const { child, broken, times } of turns) {
      child.send("measure");
      const [time] = await Promise.race([once(child, "message"), broken]);
      times.push(time as number);
    }
  }
  for (const { child } of turns) child.disconnect();
  const [reference] = turns;
  return CONTESTANTS.map((contestant) => {
    const times = turns.find((turn) => turn.contestant === contestant)?.times;
    return {
      contestant,
      microseconds: times && median(times),
      ratio: times && medianRatio(times, reference?.times ?? []),
    };
  });
}
