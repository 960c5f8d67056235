/** Whether text on stdout may have colours: `FORCE_COLOR` says so, or `NO_COLOR` does not and a terminal shows it. */
export function wantsColor({ env, stdout }) {
    const { FORCE_COLOR: forced, NO_COLOR: refused, TERM: term } = env;
    if (forced !== undefined)
        return forced !== "0" && forced !== "false";
    return stdout.isTTY && (refused === undefined || refused === "") && term !== "dumb";
}
