import { sharedListener } from "../../util/shared-listener.ts";
import type { HostProcess } from "../cli-io.ts";

/** Calls back when the process exits: there may be a report in each format. Returns a function that takes it back. */
export const onExit = sharedListener((host: Pick<HostProcess, "on" | "off">, listener) => {
  host.on("exit", listener);
  return () => host.off("exit", listener);
});
