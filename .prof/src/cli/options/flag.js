import * as z from "zod";
/** The flag of each schema in the table of options. A schema without one is an option of the configuration file only. */
export const flags = z.registry();
