const REDACTED = "[redacted]";
/** Replaces every occurrence of each secret, a text or a pattern, by `[redacted]`; undefined where there are none. */
export function createRedactor(secrets) {
    if (secrets.length === 0)
        return undefined;
    const patterns = secrets.map((secret) => typeof secret === "string" ? secret : new RegExp(secret.source, [...new Set(`${secret.flags}g`)].join("")));
    return (text) => patterns.reduce((rest, pattern) => rest.replaceAll(pattern, REDACTED), text);
}
