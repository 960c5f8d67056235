import { Deferred, Effect, Semaphore } from "effect";
import type { Contestant } from "./contestant.ts";

export const effect: Contestant = {
  name: "effect",
  package: "effect",
  note: "a fiber a stage that awaits the deferred of each need; a semaphore for the slots; first come, first served",
  run: ({ needs, concurrency, work }) =>
    Effect.runPromise(
      Effect.gen(function* () {
        const slots = yield* Semaphore.make(concurrency);
        const done = needs.map(() => Deferred.makeUnsafe<void>());
        const stage = (targets: readonly number[], index: number) =>
          Effect.gen(function* () {
            for (const target of targets) yield* Deferred.await(done[target] ?? Deferred.makeUnsafe<void>());
            yield* slots.withPermits(1)(Effect.promise(async () => work(index)));
            yield* Deferred.succeed(done[index] ?? Deferred.makeUnsafe<void>(), undefined);
          });
        yield* Effect.forEach(needs, stage, { concurrency: "unbounded", discard: true });
      }),
    ),
};
