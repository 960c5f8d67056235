export function marked(mark, text) {
    return { mark, text };
}
