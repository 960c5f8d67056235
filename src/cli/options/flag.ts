import * as z from "zod";

/** How an option is written on the command line and told in the help. */
export interface Flag {
  /** Its name without the dashes. */
  readonly name: string;
  /** One letter for one dash. */
  readonly short?: string;
  /** What stands for its value in the help; absent: a switch, which has none. */
  readonly value?: string;
  /** One line of help. */
  readonly summary: string;
  /**
   * How it is repeated: each text an item; each text some items between commas;
   * each text a `name=units`. Absent: the last text counts.
   */
  readonly repeated?: "items" | "commas" | "units";
}

/** The flag of each schema in the table of options. A schema without one is an option of the configuration file only. */
export const flags = z.registry<Flag>();
