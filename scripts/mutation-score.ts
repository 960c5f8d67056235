import type { Stryker } from "@stryker-mutator/core";

/** What became of each mutant. */
export type Mutants = readonly Pick<Awaited<ReturnType<Stryker["runMutationTest"]>>[number], "status">[];

/** How the mutants of a folder fared. */
export interface MutationScore {
  readonly folder: string;
  /** The share of the mutants that a test noticed, in percent, cut to one decimal. */
  readonly score: number;
  readonly killed: number;
  readonly timedOut: number;
  readonly survived: number;
  readonly noCoverage: number;
}

/** Mutants that could not be tried at all count neither way. */
export function scoreMutants(folder: string, mutants: Mutants): MutationScore {
  const count = (wanted: Mutants[number]["status"]) => mutants.filter(({ status }) => status === wanted).length;
  const [killed, timedOut] = [count("Killed"), count("Timeout")];
  const [survived, noCoverage] = [count("Survived"), count("NoCoverage")];
  const noticed = killed + timedOut;
  const score = Math.floor((1000 * noticed) / (noticed + survived + noCoverage)) / 10;
  return { folder, score, killed, timedOut, survived, noCoverage };
}
