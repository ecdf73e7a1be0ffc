/** What stands where an app should be. The page may draw it in its own way. */
import { Component, type ErrorInfo, type ReactNode } from 'react';
import type { Crash, Gone, LoadFailure } from './types.ts';

/** Why a tile shows no app. */
export type TileFailure = LoadFailure | Crash | Gone;
export interface TileLook {
  renderLoading?: (() => ReactNode) | undefined;
  renderFailure?: ((failure: TileFailure, retry: () => void) => ReactNode) | undefined;
}

export function Tile({ failure, retry, look }: { failure: TileFailure; retry: () => void; look: TileLook }) {
  if (look.renderFailure) return <>{look.renderFailure(failure, retry)}</>;
  return (
    <div role="alert">
      <p>{failureText(failure)}</p>
      <button type="button" onClick={retry}>
        Try again
      </button>
    </div>
  );
}

/** In words, for a tile that is drawn by nobody else. */
export function failureText(failure: TileFailure): string {
  const safe = 'Your data is safe.';
  switch (failure.reason) {
    case 'timeout':
      return `The app did not answer within 5 seconds. ${safe}`;
    case 'fetch':
      return `The app could not be fetched from the server. ${safe}`;
    case 'offline':
      return `The app is not on this device yet and there is no network. ${safe}`;
    case 'broken':
      return `The app's code could not be started. ${safe}`;
    case 'unknown-app':
      return `This app is not in the registry. ${safe}`;
    case 'gone':
      return `The app was taken out of use: ${failure.message}. ${safe}`;
    case 'crashed':
      return `The app stopped: ${failure.message}. ${safe}`;
  }
}

/** Keeps what an app throws while drawing inside its tile. */
export class Boundary extends Component<{ onError: (error: unknown) => void; children: ReactNode }> {
  override state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  override componentDidCatch(error: unknown, _info: ErrorInfo) {
    this.props.onError(error);
  }
  override render() {
    return this.state.failed ? null : this.props.children;
  }
}
