/** An inspected action; without what XState's own ones are about, which are actors that no two systems share. */
export function plainly({ type, params }: { readonly type: string; readonly params: unknown }) {
  return type.startsWith("xstate.") ? { type } : { type, params };
}
