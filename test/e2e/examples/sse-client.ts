import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { onTestFinished } from "vitest";

/** What a client has been sent. */
export interface Received {
  /** The number of each event, in the order in which they came. */
  readonly ids: number[];
  /** The events that it will never see, by the service's own word. */
  readonly dropped: { readonly from: number; readonly to: number }[];
  /** The JSON of the last event. */
  last: string;
}

/** A client of a stream of Server-Sent Events. It reads nothing until it is told to. */
export interface SseClient {
  readonly status: number;
  /** How much has reached this process, read or not. */
  readonly bytesReceived: number;
  /** Reads to the end of the stream or, if a count is given, so many events, and goes away. */
  read(count?: number): Promise<Received>;
}

/** Resolves with the head of the answer. Each client has a connection of its own. */
export async function connect(url: string, lastEventId?: number): Promise<SseClient> {
  const headers = lastEventId === undefined ? {} : { "last-event-id": String(lastEventId) };
  const outgoing = request(url, { agent: false, headers });
  onTestFinished(() => void outgoing.destroy());
  outgoing.end();
  const [response]: IncomingMessage[] = await once(outgoing, "response");
  if (response === undefined) throw new TypeError("There is no response");
  response.setEncoding("utf8");
  const { socket, statusCode = 0 } = response;
  return {
    status: statusCode,
    get bytesReceived() {
      return socket.bytesRead;
    },
    read: (count) => read(response, count),
  };
}

async function read(response: IncomingMessage, count = Number.POSITIVE_INFINITY): Promise<Received> {
  const received: Received = { ids: [], dropped: [], last: "" };
  let rest = "";
  for await (const chunk of response) {
    const messages = `${rest}${chunk}`.split("\n\n");
    rest = messages.pop() ?? "";
    for (const message of messages) {
      note(message, received);
      if (received.ids.length === count) return received;
    }
  }
  return received;
}

function note(message: string, received: Received): void {
  if (message.startsWith("event: dropped\n")) {
    received.dropped.push(JSON.parse(message.slice(message.indexOf("{"))));
  } else if (message.startsWith("id: ")) {
    const end = message.indexOf("\n");
    received.ids.push(Number(message.slice("id: ".length, end)));
    received.last = message.slice(end + "\ndata: ".length);
  }
}
