/**
 * Lines for the log of a CI system without what it would take for a command
 * anywhere in them: `##[name]` on GitHub, `##vso[name]` on Azure. The blank can
 * be seen: .NET, which both look with, may pass over what cannot.
 */
export function breakCommands(text: string): string {
  return text.includes("##") ? text.replace(/##(?=\[|vso\[)/gi, "# #") : text;
}
