const LONG_MS = 2 ** 30;
/** Keeps the process alive until it is disposed, also where nothing else would. */
export function holdOpen() {
    const timer = setInterval(() => { }, LONG_MS);
    return { [Symbol.dispose]: () => clearInterval(timer) };
}
