import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { medianRatio } from "./statistics.ts";

/** What the command line takes for ten stages that do nothing, as a multiple of what Node takes to do nothing. */
export function measureStartUp(cli: string, rounds: number): number {
  const folder = mkdtempSync(join(tmpdir(), "stagewright-bench-"));
  try {
    mkdirSync(join(folder, "stages"));
    for (let index = 0; index < 10; index += 1) {
      writeFileSync(join(folder, "stages", `s${index}.mjs`), "export function run() {}\n");
    }
    const time = (...args: readonly string[]) => {
      const begin = performance.now();
      const { status } = spawnSync(process.execPath, args, { cwd: folder, stdio: "ignore" });
      if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${status}`);
      return performance.now() - begin;
    };
    const own: number[] = [];
    const bare: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      own.push(time(cli, "run", "stages"));
      bare.push(time("-e", ""));
    }
    return medianRatio(own, bare);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
