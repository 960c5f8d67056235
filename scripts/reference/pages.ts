import { eventsPage } from "./events.ts";
import { exitCodesPage } from "./exit-codes.ts";
import { optionsPage } from "./options.ts";
import { reportPage } from "./report.ts";
import { reportersPage } from "./reporters.ts";
import { stagePage } from "./stage.ts";

/** The pages of `docs/reference`, by the names of their files. */
export async function referencePages(): Promise<Readonly<Record<string, string>>> {
  return {
    "events.md": eventsPage(),
    "exit-codes.md": exitCodesPage(),
    "options.md": optionsPage(),
    "report.md": reportPage(),
    "reporters.md": await reportersPage(),
    "stage.md": stagePage(),
  };
}
