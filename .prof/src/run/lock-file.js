import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { kill, pid } from "node:process";
/** Creates a lock that names this process, unless there is one. It is never there without the name in it. */
export function tryCreateLock(path) {
    const owner = { pid, host: hostname() };
    const text = JSON.stringify(owner);
    const draft = uniqueName(join(dirname(path), ".draft-"));
    try {
        writeFileSync(draft, text, { flag: "wx" });
        linkSync(draft, path);
        return true;
    }
    catch (error) {
        if (isCode(error, "EEXIST"))
            return false;
        if (!CANNOT_LINK.some((code) => isCode(error, code)))
            throw error;
        return tryWriteLock(path, text);
    }
    finally {
        rmSync(draft, { force: true });
    }
}
/** What file systems without links say. */
const CANNOT_LINK = ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EINVAL"];
function tryWriteLock(path, text) {
    try {
        writeFileSync(path, text, { flag: "wx" });
        return true;
    }
    catch (error) {
        if (isCode(error, "EEXIST"))
            return false;
        throw error;
    }
}
export function readLock(path) {
    try {
        const owner = JSON.parse(readFileSync(path, "utf8"));
        if (!isOwner(owner) || !isAlive(owner))
            return { state: "left over" };
        return { state: "held", owner };
    }
    catch (error) {
        return { state: isCode(error, "ENOENT") ? "absent" : "left over" };
    }
}
/** A name that no other process and no other call has. */
export function uniqueName(beginning) {
    return `${beginning}${pid}-${randomBytes(4).toString("hex")}`;
}
function isOwner(value) {
    return (typeof value === "object" &&
        value !== null &&
        "pid" in value &&
        typeof value.pid === "number" &&
        "host" in value &&
        typeof value.host === "string");
}
/** On another machine nobody can tell, so its lock holds. */
function isAlive(owner) {
    if (owner.host !== hostname())
        return true;
    if (owner.pid === pid)
        return false;
    try {
        kill(owner.pid, 0);
        return true;
    }
    catch (error) {
        return isCode(error, "EPERM");
    }
}
function isCode(error, code) {
    return error.code === code;
}
