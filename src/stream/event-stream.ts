import type { IncomingMessage, ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import type { Observable } from "rxjs";
import type { RunEvent } from "../model/run-event.ts";
import { EventHistory } from "./event-history.ts";
import { SseReadable } from "./sse-readable.ts";

export interface EventStreamOptions {
  /** So many events are kept for clients that come late or lag. Default: 100,000, some 20 MB. */
  readonly history?: number;
  /** A comment is sent as often, so that nothing between takes the connection for dead. Default: 15 s; in ms. */
  readonly keepAlive?: number;
}

/** The events of one run as Server-Sent Events, for any number of clients. */
export interface EventStream {
  /**
   * Answers a request with the events from the first one on or, where it has a
   * `Last-Event-ID`, from the one after that; ends with the run. A client that
   * has seen all of a run that is over gets `204`, which tells it not to come again.
   */
  respond(request: IncomingMessage, response: ServerResponse): void;
  /**
   * The text that `respond` sends, for a framework that sends streams itself.
   * @param lastEventId The `seq` of the last event that the client has seen. Default: none.
   */
  open(lastEventId?: number): Readable;
}

const HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-cache, no-transform",
  // nginx would hold the events back.
  "x-accel-buffering": "no",
};

/**
 * Streams a run to browsers and other clients. Call it in the turn in which the
 * run starts, so that no event is missed.
 *
 * Each event is a message with its `seq` as `id` and its JSON as `data`. No
 * client slows the run or another client: each reads from one history at its own
 * pace, and takes no memory of its own. One that lags so far behind that events
 * it has not seen are kept no longer gets a message of the type `dropped` with
 * `{ from, to }`, the first and the last `seq` that it has missed.
 *
 * @example
 * const run = startRun({ stages });
 * const events = eventStream(run);
 * createServer((request, response) => events.respond(request, response)).listen(8080);
 */
export function eventStream(
  run: { readonly events$: Observable<RunEvent> },
  { history: limit = 100_000, keepAlive = 15_000 }: EventStreamOptions = {},
): EventStream {
  const history = new EventHistory(run.events$, limit);
  const open = (lastEventId = 0) => new SseReadable(history, { after: lastEventId, keepAliveMs: keepAlive });
  return {
    open,
    respond(request, response) {
      const after = lastEventIdOf(request);
      if (history.isComplete && after >= history.last) {
        response.writeHead(204).end();
        return;
      }
      response.writeHead(200, HEADERS);
      const body = open(after);
      response.once("close", () => body.destroy());
      body.pipe(response);
    },
  };
}

/** What is no number of an event counts as none: the client gets all. */
function lastEventIdOf({ headers }: IncomingMessage): number {
  const id = Number(headers["last-event-id"]);
  return Number.isSafeInteger(id) && id > 0 ? id : 0;
}
