import { type AnchorHTMLAttributes, useSyncExternalStore } from 'react';

/** Every page of Gesso. A path that is none of these is `missing`. */
export type Route =
  | { readonly page: 'home' }
  | { readonly page: 'diagnostics' | 'templates' | 'activity' | 'analysis' }
  | { readonly page: 'join'; readonly link: string }
  | { readonly page: 'canvas'; readonly canvas: string; readonly widget: string | undefined }
  | { readonly page: 'missing' };

export function routeOf(path: string): Route {
  const parts = path.split('/').filter(Boolean);
  const [first, second, third, fourth] = parts.map(decode);
  if (first === undefined) return { page: 'home' };
  if (
    parts.length === 1 &&
    (first === 'diagnostics' || first === 'templates' || first === 'activity' || first === 'analysis')
  )
    return { page: first };
  if (first === 'join' && second && parts.length === 2) return { page: 'join', link: second };
  if (first === 'c' && second && parts.length === 2)
    return { page: 'canvas', canvas: second, widget: undefined };
  if (first === 'c' && second && third === 'w' && fourth && parts.length === 4)
    return { page: 'canvas', canvas: second, widget: fourth };
  return { page: 'missing' };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const canvasPath = (canvas: string, widget?: string): string =>
  `/c/${encodeURIComponent(canvas)}${widget ? `/w/${encodeURIComponent(widget)}` : ''}`;

const MOVED = 'gesso:moved';

/** Goes to a page of Gesso without loading it anew; `replace` leaves no way back to the present one. */
export function go(path: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, '', path);
  else history.pushState(null, '', path);
  dispatchEvent(new Event(MOVED));
}

function subscribe(listener: () => void): () => void {
  addEventListener('popstate', listener);
  addEventListener(MOVED, listener);
  return () => {
    removeEventListener('popstate', listener);
    removeEventListener(MOVED, listener);
  };
}

export const usePath = (): string => useSyncExternalStore(subscribe, () => location.pathname);

export const activityPath = (canvas: string): string => `/activity?canvas=${encodeURIComponent(canvas)}`;

/** What stands behind the path, such as `?comment=...`. */
export const useQuery = (): string => useSyncExternalStore(subscribe, () => location.search);

interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly to: string;
}

/** A real link; a plain click stays in the page. */
export function Link({ to, onClick, ...rest }: LinkProps) {
  return (
    <a
      {...rest}
      href={to}
      onClick={(event) => {
        onClick?.(event);
        const plain =
          event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
        if (!plain || event.defaultPrevented) return;
        event.preventDefault();
        go(to);
      }}
    />
  );
}
