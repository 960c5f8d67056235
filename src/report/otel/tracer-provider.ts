import { type ProxyTracerProvider, type TracerProvider, trace } from "@opentelemetry/api";

/**
 * The global provider: the API's stand-in, or an SDK's own. Known by what it
 * has, since an SDK may come with a copy of the API that is not ours.
 */
type GlobalProvider = TracerProvider & Partial<Pick<ProxyTracerProvider, "getDelegate" | "getDelegateTracer">>;

/** True where an SDK is registered: without one, spans lead nowhere. */
export function isSdkRegistered(): boolean {
  const provider: GlobalProvider = trace.getTracerProvider();
  return provider.getDelegateTracer === undefined || provider.getDelegateTracer("stagewright") !== undefined;
}

/** Has the SDK send what it still holds; rejects where it cannot. */
export async function flushSpans(): Promise<void> {
  const provider: GlobalProvider = trace.getTracerProvider();
  const sdk: TracerProvider & Flushable = provider.getDelegate?.() ?? provider;
  await sdk.forceFlush?.();
}

/** What the SDK's providers have beyond the API. */
interface Flushable {
  forceFlush?(): Promise<void>;
}
