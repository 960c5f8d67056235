import { beforeAll } from "vitest";

/** What the mutation tester's instrumented sources count, while a first run finds out which test reaches what. */
interface Counting {
  readonly mutantCoverage?: { readonly perTest: Record<string, unknown> };
}

// Files share one thread, so each would tell all that the ones before it have reached as well.
beforeAll(() => {
  const { mutantCoverage } = (globalThis as { __stryker__?: Counting }).__stryker__ ?? {};
  for (const test of Object.keys(mutantCoverage?.perTest ?? {})) delete mutantCoverage?.perTest[test];
});
