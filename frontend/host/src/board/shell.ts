import type { Place } from '@gesso/sdk/protocol';
import { create } from 'zustand';
import type { Breakpoint } from '../canvas/screens.ts';

/** What can be open at the right. One at a time. */
export type Panel =
  | { readonly kind: 'catalogue' | 'widgets' | 'share' | 'layouts' | 'log' | 'grid' | 'diagnostics' }
  | { readonly kind: 'settings'; readonly widget: string }
  | { readonly kind: 'make'; readonly job?: string; readonly prompt?: string }
  | { readonly kind: 'comments'; readonly widget?: string; readonly comment?: string };

/** A drag or a resize in progress under one of my pointers. */
export interface Ghost {
  readonly widget: string;
  readonly place: Place;
  /** False where dropping would be refused. */
  readonly fits: boolean;
}

/** What is open, selected and under the pointer on the canvas page. Nothing of it is shared or kept. */
interface Shell {
  readonly selected: string | undefined;
  /** What is selected besides; `selected` is the one that was chosen last, and has the focus. */
  readonly also: ReadonlySet<string>;
  readonly panel: Panel | undefined;
  /** How large the board is drawn; 1 is 100%. */
  readonly zoom: number;
  /** The smaller screen whose arrangement I want to see here. */
  readonly asked: Breakpoint | undefined;
  /** What this window itself is. */
  readonly own: Breakpoint;
  /** `canvas` or the id of the widget whose title is being typed. */
  readonly renaming: string | undefined;
  readonly help: boolean;
  readonly ghost: Ghost | undefined;
  /** Places while something is dragged over them. */
  readonly preview: ReadonlyMap<string, Place> | undefined;
  /** Session of the person whose view I follow. */
  readonly following: string | undefined;
  /** Somebody calls everybody to what they see. */
  readonly call: Call | undefined;
}

export interface Call {
  readonly session: string;
  /** I go along by myself unless I do something. */
  readonly goes: boolean;
}

const CLOSED: Shell = {
  selected: undefined,
  also: new Set(),
  panel: undefined,
  zoom: 1,
  asked: undefined,
  own: 'desktop',
  renaming: undefined,
  help: false,
  ghost: undefined,
  preview: undefined,
  following: undefined,
  call: undefined,
};

export const useShell = create<Shell>()(() => CLOSED);
export const shell = (): Shell => useShell.getState();

let opener: Element | null = null;

/** Opens a panel, or closes it when it is the open one. */
export function openPanel(panel: Panel): void {
  const now = shell().panel;
  if (now?.kind === panel.kind && JSON.stringify(now) === JSON.stringify(panel)) {
    closePanel();
    return;
  }
  if (!now) opener = document.activeElement;
  useShell.setState({ panel });
}

/** Closes the panel; the focus goes back to where it was before. */
export function closePanel(): void {
  useShell.setState({ panel: undefined });
  if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
  opener = null;
}

const NONE: ReadonlySet<string> = new Set();

/** Selects one alone; one of several that are selected only becomes the first of them. */
export function select(widget: string | undefined): void {
  const { selected, also } = shell();
  if (selected === widget) return;
  if (widget === undefined || selected === undefined || !also.has(widget)) {
    useShell.setState({ selected: widget, also: NONE });
    return;
  }
  const rest = new Set(also).add(selected);
  rest.delete(widget);
  useShell.setState({ selected: widget, also: rest });
}
export function selectOnly(widget: string): void {
  useShell.setState({ selected: widget, also: NONE });
}
export function selectMany(widgets: readonly string[]): void {
  const [first, ...rest] = widgets;
  useShell.setState({ selected: first, also: rest.length > 0 ? new Set(rest) : NONE });
}
/** Adds one to what is selected, or takes it out. */
export function toggleSelected(widget: string): void {
  const all = selection();
  selectMany(all.includes(widget) ? all.filter((one) => one !== widget) : [widget, ...all]);
}
/** All that is selected, the one that was chosen last first. */
export function selection(): readonly string[] {
  const { selected, also } = shell();
  return selected === undefined ? [] : [selected, ...also];
}
export function askBreakpoint(asked: Breakpoint | undefined): void {
  useShell.setState({ asked, zoom: 1 });
}
export function setOwnBreakpoint(own: Breakpoint): void {
  if (shell().own !== own) useShell.setState({ own });
}
export function setZoom(zoom: number): void {
  useShell.setState({ zoom });
}
export function rename(what: string | undefined): void {
  useShell.setState({ renaming: what });
}
export function showHelp(help: boolean): void {
  useShell.setState({ help });
}
export function follow(session: string | undefined): void {
  useShell.setState({ following: session });
}
export function call(asked: Call | undefined): void {
  useShell.setState({ call: asked });
}
export function showDrag(ghost: Ghost, preview: ReadonlyMap<string, Place>): void {
  useShell.setState({ ghost, preview });
}
export function endDrag(): void {
  useShell.setState({ ghost: undefined, preview: undefined });
}
/** A canvas is left: nothing of it stays selected or open. */
export function resetShell(): void {
  opener = null;
  useShell.setState(CLOSED);
}
