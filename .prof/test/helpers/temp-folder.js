import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
/** Writes files, by their paths, to a new folder that lives as long as the test; resolves with the folder's path. */
export async function writeTempFolder(files) {
    const folder = await realpath(await mkdtemp(join(tmpdir(), "stagewright-test-")));
    onTestFinished(() => rm(folder, { recursive: true }));
    for (const [path, text] of Object.entries(files)) {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), text);
    }
    return folder;
}
