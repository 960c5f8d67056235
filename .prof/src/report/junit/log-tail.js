import Queue from "yocto-queue";
/** So many characters of a log are kept for the report. */
const MAX_CHARS = 64 * 1024;
/** The newest lines of a log, within a bound. */
export class LogTail {
    #lines = new Queue();
    #chars = 0;
    #dropped = 0;
    add(line) {
        this.#lines.enqueue(line);
        this.#chars += line.length;
        while (this.#chars > MAX_CHARS && this.#lines.size > 1) {
            this.#chars -= this.#lines.dequeue()?.length ?? 0;
            this.#dropped += 1;
        }
    }
    toString() {
        const lines = [...this.#lines];
        return (this.#dropped === 0 ? lines : [`… ${this.#dropped} earlier lines left out`, ...lines]).join("\n");
    }
}
