import * as z from "zod";
import { errorPhaseSchema } from "./outcome.ts";

/** Any thrown value as JSON. */
export interface SerializedError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string | undefined;
  readonly code?: string | number | undefined;
  readonly cause?: SerializedError | undefined;
  /** Those of an AggregateError. */
  readonly errors?: readonly SerializedError[] | undefined;
}

export const serializedErrorSchema: z.ZodType<SerializedError> = z.object({
  name: z.string(),
  message: z.string(),
  stack: z.string().optional(),
  code: z.union([z.string(), z.number()]).optional(),
  get cause() {
    return serializedErrorSchema.optional();
  },
  get errors() {
    return z.array(serializedErrorSchema).readonly().optional();
  },
});

/** An error of a stage with the place it came from. */
export interface StageError extends SerializedError {
  readonly phase: z.infer<typeof errorPhaseSchema>;
  readonly attempt: number;
}

export const stageErrorSchema: z.ZodType<StageError> = z.intersection(
  z.object({ phase: errorPhaseSchema, attempt: z.number() }),
  serializedErrorSchema,
);
