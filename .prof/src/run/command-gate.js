/**
 * Lets commands in between the steps of a run's machines, never in the midst
 * of one: who is told of an event is called before all that belongs to it has
 * happened, and what he commands then would find things half done.
 */
export function createCommandGate(obey) {
    const held = [];
    let state = "at rest";
    const perform = (action) => {
        state = "stepping";
        try {
            return action();
        }
        finally {
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
            if (state === "stepping")
                return action();
            const result = perform(action);
            release();
            return result;
        },
        send: (command) => {
            held.push(command);
            if (state === "at rest")
                release();
        },
    };
}
