import Queue from "yocto-queue";
/**
 * The values of an observable from now on, one at a time. `owed` says whether a
 * consumer that lags gets all it has missed, or only the newest.
 */
export function iterate(observable, owed) {
    const queue = new Queue();
    const waiting = new Queue();
    let state = "live";
    const finish = () => {
        state = "done";
        for (const resolve of waiting.drain())
            resolve({ done: true, value: undefined });
    };
    const subscription = observable.subscribe({
        next: (value) => {
            const resolve = waiting.dequeue();
            if (resolve !== undefined) {
                resolve({ done: false, value });
                return;
            }
            if (owed === "newest")
                queue.clear();
            queue.enqueue(value);
        },
        complete: finish,
    });
    return {
        next: () => {
            if (queue.size > 0)
                return Promise.resolve({ done: false, value: queue.dequeue() });
            if (state === "done")
                return Promise.resolve({ done: true, value: undefined });
            return new Promise((resolve) => waiting.enqueue(resolve));
        },
        return: () => {
            subscription.unsubscribe();
            queue.clear();
            finish();
            return Promise.resolve({ done: true, value: undefined });
        },
        [Symbol.asyncIterator]() {
            return this;
        },
    };
}
