import { AsyncResource } from "node:async_hooks";
import { Observable, type Observer, type Operator, Subscriber, type Subscription, type TeardownLogic } from "rxjs";
import Queue from "yocto-queue";
import { iterate } from "./iterate.ts";
import type { Stream } from "./run.ts";

/** The side of a stream that feeds it. */
export interface Source<T> {
  readonly stream: Stream<T>;
  next(value: T): void;
  complete(): void;
}

export interface SourceOptions<T> {
  /** A subscriber threw; it has been unsubscribed. */
  readonly onSubscriberError: (error: unknown) => void;
  /** What an async iterable that lags is owed: every value, or only the newest. */
  readonly owed: "all" | "newest";
  /** What a new subscriber gets first. */
  readonly first?: () => T;
}

/**
 * A hot source whose subscribers cannot harm it: one that throws is
 * unsubscribed and told of, one that lags as an async iterable has a queue of
 * its own. (A plain RxJS subscriber that throws ends the process.)
 */
export function createSource<T>({ onSubscriberError, owed, first }: SourceOptions<T>): Source<T> {
  const subscribers = new Set<Subscriber<T>>();
  /** What a subscriber caused while the value before it was being handed out: nobody gets it too early. */
  const due = new Queue<T>();
  let delivery: "idle" | "busy" = "idle";
  let state: "live" | "ending" | "complete" = "live";
  const observable = new GuardedObservable<T>(onSubscriberError, (subscriber) => {
    if (first !== undefined) subscriber.next(first());
    if (state === "complete") {
      subscriber.complete();
      return undefined;
    }
    subscribers.add(subscriber);
    return () => subscribers.delete(subscriber);
  });

  // What subscribers start is their own, also where the value is an event of a stage.
  const outside = new AsyncResource("stagewright.stream");

  const deliver = (value: T) => {
    // A copy: whoever subscribes again at this value gets the next one, not this one for ever.
    for (const subscriber of [...subscribers]) {
      try {
        subscriber.next(value);
      } catch (error) {
        // Only a bare RxJS Subscriber lets it through.
        subscriber.unsubscribe();
        onSubscriberError(error);
      }
    }
  };
  const finish = () => {
    state = "complete";
    for (const subscriber of [...subscribers]) subscriber.complete();
  };

  return {
    stream: Object.assign(observable, { [Symbol.asyncIterator]: () => iterate(observable, owed) }),
    next: (value) => {
      if (subscribers.size === 0 && delivery === "idle") return;
      due.enqueue(value);
      if (delivery === "busy") return;
      delivery = "busy";
      outside.runInAsyncScope(() => {
        for (const next of due.drain()) deliver(next);
      });
      delivery = "idle";
      if (state === "ending") finish();
    },
    complete: () => {
      state = "ending";
      if (delivery === "idle") finish();
    },
  };
}

type ObserverOrNext<T> = Partial<Observer<T>> | ((value: T) => void) | null | undefined;

/** Guards the user's end of every chain of operators that begins here. */
class GuardedObservable<T> extends Observable<T> {
  readonly #onError: (error: unknown) => void;

  constructor(onError: (error: unknown) => void, subscribe?: (subscriber: Subscriber<T>) => TeardownLogic) {
    super(subscribe);
    this.#onError = onError;
  }

  override lift<R>(operator?: Operator<T, R>): Observable<R> {
    const lifted = new GuardedObservable<R>(this.#onError);
    lifted.source = this;
    lifted.operator = operator;
    return lifted;
  }

  override subscribe(
    observerOrNext?: ObserverOrNext<T>,
    error?: ((error: unknown) => void) | null,
    complete?: (() => void) | null,
  ): Subscription {
    // An operator further down the chain: the user's end is guarded there.
    if (observerOrNext instanceof Subscriber) return super.subscribe(observerOrNext);
    const observer =
      typeof observerOrNext === "object" && observerOrNext !== null
        ? observerOrNext
        : { next: observerOrNext, error, complete };
    return super.subscribe(this.#guard(observer));
  }

  #guard(observer: { [Key in keyof Observer<T>]?: Observer<T>[Key] | null | undefined }): Subscriber<T> {
    const guarded: Subscriber<T> = new Subscriber<T>({
      next: (value) => this.#attempt(guarded, () => observer.next?.(value)),
      error: (error: unknown) => {
        if (observer.error) this.#attempt(guarded, () => observer.error?.(error));
        else this.#onError(error);
      },
      complete: () => this.#attempt(guarded, () => observer.complete?.()),
    });
    return guarded;
  }

  #attempt(subscriber: Subscriber<T>, call: () => void): void {
    try {
      call();
    } catch (error) {
      subscriber.unsubscribe();
      this.#onError(error);
    }
  }
}
