/**
 * An output over a stream such as stdout. A reader that has gone (`EPIPE`) is a
 * failure of this output; nobody listening, it would end the process.
 */
export function createStreamOutput(stream, onFailure) {
    let state = "open";
    stream.on("error", (error) => {
        if (state === "failed")
            return;
        state = "failed";
        onFailure(error);
    });
    return {
        get state() {
            return state;
        },
        write(text) {
            if (state === "open")
                stream.write(text);
        },
        async finish() {
            if (state === "failed")
                return;
            // A pipe takes at once what it can hold, and the rest when it has been read.
            await new Promise((resolve) => {
                stream.once("error", () => resolve());
                stream.write("", () => resolve());
            });
        },
    };
}
