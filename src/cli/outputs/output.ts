/** Where text goes. Writing never throws: a failure is told once, and what comes after it is dropped. */
export interface Output {
  write(text: string): void;
  readonly state: "open" | "failed";
  /** Called when there is nothing more to write; resolves when all is out, or has failed. */
  finish(): Promise<void>;
}

/** Tells why an output failed. Called at most once for each. */
export type OnOutputFailure = (error: Error) => void;
