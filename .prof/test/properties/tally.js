/** How much was looked at: a search that looks at nothing finds nothing. */
class Tally {
    runs = 0;
    attempts = 0;
    events = 0;
    checks = new Map();
    countRun(events) {
        this.runs += 1;
        this.events += events.length;
        this.attempts += events.filter(({ type }) => type === "stage.started").length;
    }
    check(name, perform) {
        this.checks.set(name, (this.checks.get(name) ?? 0) + 1);
        perform();
    }
    toString() {
        const total = [...this.checks.values()].reduce((sum, count) => sum + count, 0);
        const each = [...this.checks].map(([name, count]) => `${name} ${count}`).join(", ");
        return `${this.runs} runs, ${this.attempts} attempts, ${this.events} events, ${total} checks (${each})`;
    }
}
export const tally = new Tally();
