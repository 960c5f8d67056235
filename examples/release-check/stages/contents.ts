import { defineStage } from "stagewright";

const EXPECTED = /^(package\.json|README\.md|LICENSE|lib\/[\w-]+\.(js|d\.ts))$/;

export default defineStage({
  description: "The tarball holds what users need, and nothing else",
  dependencies: ["tarball"],
  run: ({ outputs }) => {
    const files: string[] = outputs.tarball.files;
    const odd = files.filter((file) => !EXPECTED.test(file));
    if (odd.length > 0) throw new Error(`Nobody needs ${odd.join(", ")}`);
    return `tarball: ${files.length} files, ${outputs.tarball.size} bytes`;
  },
});
