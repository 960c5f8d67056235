/**
 * What `work` resolves with; undefined where the process has nothing left to do
 * before that, so that it would end.
 */
export async function unlessIdle(host, work) {
    let onIdle = () => { };
    const idle = new Promise((resolve) => {
        onIdle = () => resolve(undefined);
    });
    host.on("beforeExit", onIdle);
    try {
        return await Promise.race([work, idle]);
    }
    finally {
        host.off("beforeExit", onIdle);
    }
}
