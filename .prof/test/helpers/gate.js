/** Holds a stage's function back until the test lets it go on. */
export function gate() {
    let open = () => { };
    let fail = () => { };
    const promise = new Promise((resolve, reject) => {
        open = resolve;
        fail = reject;
    });
    return { promise, open, fail };
}
