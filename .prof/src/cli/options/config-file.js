import { existsSync } from "node:fs";
import { extname, resolve } from "node:path";
import { pathText } from "../../model/path-text.js";
import { joinWords } from "../../util/join-words.js";
import { showValue } from "../../util/show-value.js";
import { didYouMean } from "./did-you-mean.js";
import { importConfig } from "./import-config.js";
import { conflicts } from "./merge-options.js";
import { optionsSchema } from "./options-schema.js";
import { parseOptions } from "./parse-options.js";
const EXTENSIONS = [".ts", ".mts", ".js", ".mjs", ".json"];
const KEYS = optionsSchema.keyof().options;
/** The options of the configuration file at `path`, or of `stagewright.config.*` in `cwd` where there is one. */
export async function readConfigFile({ cwd, host }, path) {
    const found = path === undefined ? findConfigFile(cwd) : checkPath(path, cwd);
    if ("message" in found)
        return refuse({ code: "bad-option", ...found });
    const { file } = found;
    if (file === undefined)
        return { options: {}, problems: [] };
    const config = await importConfig(resolve(cwd, file), host);
    if ("failure" in config)
        return refuse({ code: "bad-module", message: config.failure, file });
    return parseConfig(config.value, file);
}
function findConfigFile(cwd) {
    const names = EXTENSIONS.map((extension) => `stagewright.config${extension}`);
    const files = names.filter((name) => existsSync(resolve(cwd, name)));
    if (files.length < 2)
        return { file: files[0] };
    return { message: `There is more than one configuration file: ${joinWords(files)}. Keep one.` };
}
function checkPath(file, cwd) {
    if (!existsSync(resolve(cwd, file)))
        return { message: `--config: expected a file, but there is no ${file}` };
    if (EXTENSIONS.includes(extname(file)))
        return { file };
    const endings = joinWords(EXTENSIONS, { last: "or" });
    return { message: `--config: expected a file that ends in ${endings}, got ${JSON.stringify(file)}` };
}
function parseConfig(config, file) {
    if (typeof config !== "object" || config === null || Array.isArray(config)) {
        const where = extname(file) === ".json" ? "" : " as its default export";
        const message = `expected an object of options${where}, got ${showValue(config)}`;
        return refuse({ code: "bad-value", message, file });
    }
    const entries = Object.entries(config);
    const unknown = entries.filter(([key]) => !KEYS.includes(key));
    const known = Object.fromEntries(entries.filter(([key]) => KEYS.includes(key)));
    const place = { code: "bad-value", file, name: pathText };
    const { options, problems } = parseOptions(optionsSchema, known, place);
    return {
        options,
        problems: [...unknown.map(([key]) => unknownOption(key, file)), ...problems, ...conflicts(options, place)],
    };
}
function unknownOption(key, file) {
    return { code: "unknown-field", message: `unknown option ${JSON.stringify(key)}${didYouMean(key, KEYS)}`, file };
}
function refuse(problem) {
    return { options: {}, problems: [problem] };
}
