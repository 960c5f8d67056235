import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline, type Readable } from "node:stream";
import type { Observable } from "rxjs";
import type { Duration } from "../model/duration.ts";
import type { RunEvent } from "../model/run-event.ts";
import { EventHistory } from "./event-history.ts";
import { parseStreamOptions } from "./parse-stream-options.ts";
import { SseReadable } from "./sse-readable.ts";

export interface EventStreamOptions {
  /**
   * So many events, or up to a tenth more, are kept for clients that come late or lag. Default: 100,000.
   * What they take depends on what the stages tell: most are of some 200 characters, 20 MB in all; a
   * line of a log may be of 8,192, which makes 800 MB, and `emit` and outputs of millions. Set it lower for
   * stages that tell much.
   */
  readonly history?: number;
  /** A comment is sent as often, so that nothing between takes the connection for dead. Default: 15 s. */
  readonly keepAlive?: Duration;
}

/** The events of one run as Server-Sent Events, for any number of clients. */
export interface EventStream {
  /**
   * Answers a request with the events from the first one on or, where it has a
   * `Last-Event-ID`, from the one after that; ends with the run. What is no
   * number of an event of this run so far counts as none. A client that has seen
   * all of a run that is over gets `204`, which tells it not to come again.
   */
  respond(request: IncomingMessage, response: ServerResponse): void;
  /**
   * The text that `respond` sends, for a framework that sends streams itself.
   * @param lastEventId The `seq` of the last event that the client has seen. Default, and what any
   * other number counts as: none.
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
 * run starts, so that no event is missed. Give each run an address of its own: a
 * `Last-Event-ID` does not say which run it is of.
 *
 * Each event is a message with its `seq` as `id` and its JSON as `data`. No
 * client slows the run or another client: each reads from one history at its own
 * pace, and takes no memory of its own. One that lags so far behind that events
 * it has not seen are kept no longer gets a message of the type `dropped` with
 * `{ from, to }`, the first and the last `seq` that it has missed.
 *
 * When the service shuts down, a client that has stopped reading keeps
 * `server.close()` waiting, though its run is over. Call
 * `server.closeAllConnections()` after a time of grace.
 *
 * @throws {StagewrightError} `bad-option`.
 * @example
 * const run = startRun({ stages });
 * const events = eventStream(run);
 * createServer((request, response) => events.respond(request, response)).listen(8080);
 */
export function eventStream(
  run: { readonly events$: Observable<RunEvent> },
  options: EventStreamOptions = {},
): EventStream {
  const { history: limit, keepAliveMs } = parseStreamOptions(options);
  const history = new EventHistory(run.events$, limit);
  const open = (lastEventId = 0) => new SseReadable(history, { after: eventNumber(lastEventId), keepAliveMs });
  return {
    open,
    respond(request, response) {
      const after = eventNumber(request.headers["last-event-id"]);
      const isThrough = history.isComplete && (after === history.last || history.last === 0);
      if (isThrough) response.writeHead(204).end();
      else if (request.method === "HEAD") response.writeHead(200, HEADERS).end();
      // That a client goes away is no error.
      else pipeline(open(after), response.writeHead(200, HEADERS), () => {});
    },
  };
}

/** 0 for what cannot be the number of an event. */
function eventNumber(id: unknown): number {
  const number = Number(id);
  return Number.isSafeInteger(number) && number > 0 ? number : 0;
}
