/** Writes every event as a line of JSON as it happens: the same bytes as the journal's. */
export const createNdjsonReporter = ({ output }) => ({
    onEvent: (_event, _view, line) => output.write(`${line}\n`),
});
