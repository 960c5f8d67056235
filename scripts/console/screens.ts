import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startInTerminal } from "../../test/helpers/terminal.ts";

const SHOP = fileURLToPath(new URL("../../test/fixtures/live-console", import.meta.url));
/** Stands for the folder, and is as long: terminals break lines. */
const SHOWN_FOLDER = "/home/jane/shops";

/** What a person sees of a run of the shop, in a terminal so wide. */
export interface ConsoleScreens {
  readonly during: string;
  readonly after: string;
}

/** Runs the built command line in a pseudo-terminal. */
export async function captureConsole(columns: number): Promise<ConsoleScreens> {
  const folder = await mkdtemp(join(tmpdir(), "shop-"));
  const shown = (screen: string) => screen.replaceAll(folder, SHOWN_FOLDER.padEnd(folder.length, "s")).trim();
  try {
    await cp(SHOP, folder, { recursive: true });
    const args = ["run", "--concurrency", "4", "--run-id", "nightly"];
    const session = startInTerminal(args, { cwd: folder, columns, rows: 40 });
    try {
      // The last line too: a picture is not drawn all at once.
      const isDuring = (screen: string) =>
        screen.includes("waiting   attempt 2") && /indexed 1200.*4\/8.*2 waiting\s*$/s.test(screen);
      const during = await session.shows(isDuring);
      await session.shows((screen) => screen.includes("✓ import-orders passed"));
      await writeFile(join(folder, "go"), "");
      const { screen } = await session.end;
      return { during: shown(during), after: shown(screen) };
    } finally {
      session.kill();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
