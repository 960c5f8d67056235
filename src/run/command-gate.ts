export interface CommandGate<Command> {
  /** Obeys a command at once or, in the midst of a step, as soon as that is done. */
  send(command: Command): void;
  /** Performs a step of the machines. */
  step<Result>(action: () => Result): Result;
}

/**
 * Lets commands in between the steps of a run's machines, never in the midst
 * of one: who is told of an event is called before all that belongs to it has
 * happened, and what he commands then would find things half done.
 */
export function createCommandGate<Command>(obey: (command: Command) => void): CommandGate<Command> {
  const held: Command[] = [];
  let state: "at rest" | "stepping" = "at rest";

  const perform = <Result>(action: () => Result): Result => {
    state = "stepping";
    try {
      return action();
    } finally {
      state = "at rest";
    }
  };

  const release = () => {
    for (let command = held.shift(); command !== undefined; command = held.shift()) {
      const next = command;
      perform(() => obey(next));
    }
  };

  return {
    step: (action) => {
      if (state === "stepping") return action();
      const result = perform(action);
      release();
      return result;
    },
    send: (command) => {
      held.push(command);
      if (state === "at rest") release();
    },
  };
}
