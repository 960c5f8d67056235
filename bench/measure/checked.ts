import type { Contestant, Job } from "../contestants/contestant.ts";

/** Runs a job, and throws where a stage ran twice, not at all, before one that it needs, or beside too many others. */
export async function runChecked(contestant: Contestant, job: Job): Promise<void> {
  const { needs, concurrency, work } = job;
  const states = new Uint8Array(needs.length);
  let active = 0;
  let done = 0;
  const end = (index: number) => {
    states[index] = 2;
    active -= 1;
    done += 1;
  };
  const checkedWork = (index: number) => {
    if (states[index] !== 0) throw new Error(`${contestant.name} ran stage ${index} twice`);
    for (const need of needs[index] ?? []) {
      if (states[need] !== 2) throw new Error(`${contestant.name} ran stage ${index} before stage ${need}`);
    }
    states[index] = 1;
    active += 1;
    if (active > concurrency) throw new Error(`${contestant.name} ran ${active} stages at once`);
    const working = work(index);
    if (working === undefined) end(index);
    return working?.then(() => end(index));
  };
  await contestant.run({ ...job, work: checkedWork });
  if (done !== needs.length) throw new Error(`${contestant.name} ran ${done} of ${needs.length} stages`);
}
