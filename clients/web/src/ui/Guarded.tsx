import type { ComponentChildren } from 'preact';
import { useErrorBoundary } from 'preact/hooks';

/** A part that throws while it is drawn would leave nothing on the page: here it leaves words and a way on. */
export function Guarded({ children }: { children: ComponentChildren }) {
  const [error] = useErrorBoundary();
  return error ? <Broken error={error} /> : <>{children}</>;
}

export function Broken({ error }: { error: unknown }) {
  return (
    <main class="opening" data-testid="broken">
      <img src="/icon.svg" alt="" width="72" height="72" />
      <h1>Parley</h1>
      <p role="alert">Something on this page broke. What you sent is safe.</p>
      <p class="muted">{error instanceof Error ? error.message : String(error)}</p>
      <button class="primary" onClick={() => location.reload()}>
        Load the page again
      </button>
    </main>
  );
}
