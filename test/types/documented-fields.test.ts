import { expectTypeOf, test } from "vitest";
import type * as z from "zod";
import type { Config } from "../../src/cli/options/define-config.ts";
import type { optionsSchema } from "../../src/cli/options/options-schema.ts";
import type { SharedOptions, sharedOptionsSchema } from "../../src/model/run-options.ts";
import type { RetryDefinition, StageDefinition, stageDefinitionSchema } from "../../src/model/stage-definition.ts";

type Fields = z.input<typeof stageDefinitionSchema>;

// Held by the compiler: an interface whose fields are not those of its schema does not compile here.
test("what editors show of definitions and options has the fields of the schemas, no more and no less", () => {
  expectTypeOf<keyof StageDefinition>().toEqualTypeOf<keyof Fields>();
  expectTypeOf<keyof RetryDefinition>().toEqualTypeOf<keyof NonNullable<Fields["retry"]>>();
  expectTypeOf<keyof SharedOptions>().toEqualTypeOf<keyof z.input<typeof sharedOptionsSchema>>();
  expectTypeOf<Config>().branded.toEqualTypeOf<Readonly<z.input<typeof optionsSchema>>>();
});
