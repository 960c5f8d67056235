import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, resolve } from "node:path";
import { createModuleImporter } from "../../load/module-importer.ts";
import { pathText } from "../../model/path-text.ts";
import type { Problem } from "../../model/problem.ts";
import { showValue } from "../../util/show-value.ts";
import type { CliIo } from "../cli-io.ts";
import { unlessIdle } from "../process/unless-idle.ts";
import { didYouMean } from "./did-you-mean.ts";
import { conflicts } from "./merge-options.ts";
import { type CliOptions, optionsSchema } from "./options-schema.ts";
import { type OptionPlace, type ParsedOptions, parseOptions } from "./parse-options.ts";

const EXTENSIONS = [".ts", ".mts", ".js", ".mjs", ".json"];
const KEYS: readonly string[] = optionsSchema.keyof().options;
const NO_OPTIONS = { options: {}, problems: [] };

/** The options of the configuration file at `path`, or of `stagewright.config.*` in `cwd` where there is one. */
export async function readConfigFile(
  { cwd, host }: Pick<CliIo, "cwd" | "host">,
  path: string | undefined,
): Promise<ParsedOptions<CliOptions>> {
  const files = path === undefined ? findConfigFiles(cwd) : [path];
  const [file] = files;
  if (file === undefined) return NO_OPTIONS;
  if (files.length > 1) {
    return refuse({ code: "bad-option", message: `more than one configuration file: ${files.join(", ")}; keep one` });
  }
  if (path !== undefined && !existsSync(resolve(cwd, path))) {
    return refuse({ code: "bad-option", message: `--config: no such file, got ${JSON.stringify(path)}` });
  }
  if (!EXTENSIONS.includes(extname(file))) {
    const expected = `expected a file that ends in ${EXTENSIONS.join(", ")}`;
    return refuse({ code: "bad-option", message: `--config: ${expected}, got ${JSON.stringify(file)}` });
  }
  try {
    const config = await unlessIdle(host, importConfig(resolve(cwd, file)));
    return config === undefined
      ? refuse({ code: "bad-module", message: ENDLESS, file })
      : parseConfig(config.value, file);
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : showValue(error);
    return refuse({ code: "bad-module", message: `cannot be loaded: ${reason}`, file });
  }
}

function findConfigFiles(cwd: string): readonly string[] {
  return EXTENSIONS.map((extension) => `stagewright.config${extension}`).filter((name) =>
    existsSync(resolve(cwd, name)),
  );
}

const ENDLESS = "cannot be loaded: what it awaits at its top level cannot happen any more";

async function importConfig(path: string): Promise<{ readonly value: unknown }> {
  if (extname(path) === ".json") return { value: JSON.parse(await readFile(path, "utf8")) };
  const module = await createModuleImporter(path)(path);
  return { value: "default" in module ? module.default : undefined };
}

function parseConfig(config: unknown, file: string): ParsedOptions<CliOptions> {
  if (typeof config !== "object" || config === null || Array.isArray(config)) {
    const where = extname(file) === ".json" ? "" : " as its default export";
    return refuse({
      code: "bad-value",
      message: `expected an object of options${where}, got ${showValue(config)}`,
      file,
    });
  }
  const entries = Object.entries(config);
  const unknown = entries.filter(([key]) => !KEYS.includes(key));
  const known = Object.fromEntries(entries.filter(([key]) => KEYS.includes(key)));
  const place: OptionPlace = { code: "bad-value", file, name: pathText };
  const { options, problems } = parseOptions(optionsSchema, known, place);
  return {
    options,
    problems: [...unknown.map(([key]) => unknownOption(key, file)), ...problems, ...conflicts(options, place)],
  };
}

function unknownOption(key: string, file: string): Problem {
  return { code: "unknown-field", message: `unknown option ${JSON.stringify(key)}${didYouMean(key, KEYS)}`, file };
}

function refuse(problem: Problem): ParsedOptions<CliOptions> {
  return { options: {}, problems: [problem] };
}
