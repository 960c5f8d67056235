import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
/** Builds the program that the end-to-end tests run as a process. */
export function setup() {
    execFileSync("npm", ["run", "--silent", "build"], {
        cwd: fileURLToPath(new URL("../..", import.meta.url)),
        stdio: "inherit",
    });
}
