import { AsyncResource } from "node:async_hooks";
import { Observable, Subscriber } from "rxjs";
import Queue from "yocto-queue";
import { iterate } from "./iterate.js";
/**
 * A hot source whose subscribers cannot harm it: one that throws is
 * unsubscribed and told of, one that lags as an async iterable has a queue of
 * its own. (A plain RxJS subscriber that throws ends the process.)
 */
export function createSource({ onSubscriberError, owed, first }) {
    const subscribers = new Set();
    /** What a subscriber caused while the value before it was being handed out: nobody gets it too early. */
    const due = new Queue();
    let delivery = "idle";
    let state = "live";
    const observable = new GuardedObservable(onSubscriberError, (subscriber) => {
        if (first !== undefined)
            subscriber.next(first());
        if (state === "complete") {
            subscriber.complete();
            return undefined;
        }
        subscribers.add(subscriber);
        return () => subscribers.delete(subscriber);
    });
    // What subscribers start is their own, also where the value is an event of a stage.
    const outside = new AsyncResource("stagewright.stream");
    const deliver = (value) => {
        // A copy: whoever subscribes again at this value gets the next one, not this one for ever.
        for (const subscriber of [...subscribers]) {
            try {
                subscriber.next(value);
            }
            catch (error) {
                // Only a bare RxJS Subscriber lets it through.
                subscriber.unsubscribe();
                onSubscriberError(error);
            }
        }
    };
    const finish = () => {
        state = "complete";
        for (const subscriber of [...subscribers])
            subscriber.complete();
    };
    return {
        stream: Object.assign(observable, { [Symbol.asyncIterator]: () => iterate(observable, owed) }),
        next: (value) => {
            if (subscribers.size === 0 && delivery === "idle")
                return;
            due.enqueue(value);
            if (delivery === "busy")
                return;
            delivery = "busy";
            outside.runInAsyncScope(() => {
                for (const next of due.drain())
                    deliver(next);
            });
            delivery = "idle";
            if (state === "ending")
                finish();
        },
        complete: () => {
            state = "ending";
            if (delivery === "idle")
                finish();
        },
    };
}
/** Guards the user's end of every chain of operators that begins here. */
class GuardedObservable extends Observable {
    #onError;
    constructor(onError, subscribe) {
        super(subscribe);
        this.#onError = onError;
    }
    lift(operator) {
        const lifted = new GuardedObservable(this.#onError);
        lifted.source = this;
        lifted.operator = operator;
        return lifted;
    }
    subscribe(observerOrNext, error, complete) {
        // An operator further down the chain: the user's end is guarded there.
        if (observerOrNext instanceof Subscriber)
            return super.subscribe(observerOrNext);
        const observer = typeof observerOrNext === "object" && observerOrNext !== null
            ? observerOrNext
            : { next: observerOrNext, error, complete };
        return super.subscribe(this.#guard(observer));
    }
    #guard(observer) {
        const guarded = new Subscriber({
            next: (value) => this.#attempt(guarded, () => observer.next?.(value)),
            error: (error) => {
                if (observer.error)
                    this.#attempt(guarded, () => observer.error?.(error));
                else
                    this.#onError(error);
            },
            complete: () => this.#attempt(guarded, () => observer.complete?.()),
        });
        return guarded;
    }
    #attempt(subscriber, call) {
        try {
            call();
        }
        catch (error) {
            subscriber.unsubscribe();
            this.#onError(error);
        }
    }
}
