import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { startCli } from "../../helpers/cli-process.js";
import { writeTempFolder } from "../../helpers/temp-folder.js";
const STAGES = fileURLToPath(new URL("../../fixtures/crash", import.meta.url));
const RUN_ID = "r";
export async function openScene() {
    const cwd = await writeTempFolder({ "side-file": "" });
    const sidePath = join(cwd, "side-file");
    const env = { SIDE_FILE: sidePath };
    const reporters = ["--reporter", "plain", "--reporter", "json=report.json"];
    const args = ["run", STAGES, "--concurrency", "3", ...reporters];
    const beginning = [...args, "--run-id", RUN_ID];
    const notes = () => readFileSync(sidePath, "utf8").split("\n").slice(0, -1).map(parseNote);
    const notesOf = ({ process: { pid } }) => notes().filter((note) => note.pid === pid);
    return {
        cwd,
        env,
        args: beginning,
        journalPath: join(cwd, `.stagewright/runs/${RUN_ID}.ndjson`),
        start: () => startCli(beginning, { cwd, env }),
        resume: () => startCli([...args, "--resume", RUN_ID], { cwd, env }),
        notes,
        notesOf,
        reaches: async (cli, { notes: count, delayMs }) => {
            let state = "alive";
            const over = cli.end.then(() => {
                state = "over";
            });
            while (state === "alive" && notesOf(cli).length < count)
                await delay(1);
            await Promise.race([over, delay(delayMs)]);
        },
        report: async () => JSON.parse(await readFile(join(cwd, "report.json"), "utf8")),
    };
}
function parseNote(line) {
    const [phase, stage = "", pid, attempt] = line.split(" ");
    return { phase: phase, stage, pid: Number(pid), attempt: Number(attempt) };
}
