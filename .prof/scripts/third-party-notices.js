import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
const PACKAGE_FOLDER = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/;
/**
 * Writes beside the bundle the licence of each package that is bundled, as most of them ask for.
 * The build fails where a package has none to copy.
 */
export function thirdPartyNotices({ fileName }) {
    return {
        name: "third-party-notices",
        generateBundle(_options, bundle) {
            const modules = Object.values(bundle).flatMap((part) => part.type === "chunk" ? Object.entries(part.modules) : []);
            const included = modules.filter(([, { renderedLength }]) => renderedLength > 0).map(([id]) => id);
            const folders = new Set(included.flatMap((id) => PACKAGE_FOLDER.exec(id)?.[0] ?? []));
            this.emitFile({
                type: "asset",
                fileName,
                source: [...folders]
                    .sort()
                    .map(noticeOf)
                    .join(`\n${"-".repeat(80)}\n\n`),
            });
        },
    };
}
function noticeOf(folder) {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined)
        throw new Error(`${name} has no licence file to copy: ${folder}`);
    return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
}
