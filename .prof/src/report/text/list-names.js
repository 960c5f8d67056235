import { cleanLine } from "./clean-text.js";
const MAX_NAMES = 5;
/** Names with commas; of many the first few and how many more there are. */
export function listNames(names) {
    const shown = names.slice(0, MAX_NAMES).map(cleanLine).join(", ");
    return names.length > MAX_NAMES ? `${shown} and ${names.length - MAX_NAMES} more` : shown;
}
