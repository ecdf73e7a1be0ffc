/**
 * How generated apps come into the page: code is fetched as text, its signature is verified, and it runs in the sandbox
 * alone. Nothing of it ever enters the page's own modules.
 */

import type { Specification } from '@gesso/sandbox/specification';
import { CODE_BYTES_MAX } from '@gesso/sandbox/wire';
import type {
  CanvasContext,
  MicroAppEvent,
  MicroAppInstance,
  MicroAppModule,
  WidgetConfig,
  WidgetState,
} from '@gesso/sdk';
import type { JsonObject } from '@gesso/sdk/protocol';
import { createElement } from 'react';
import type { Entry, ModuleSource } from '../loader/loader.ts';
import type { MicroApp } from '../registry/types.ts';
import { settingsOf } from './GeneratedSettings.tsx';
import { recordsRules } from './recordsRules.ts';
import { runtimeText } from './runtime.ts';
import { SandboxFrame } from './SandboxFrame.tsx';
import { SandboxPicture } from './SandboxPreview.tsx';
import { verify } from './trust.ts';

type Generated = NonNullable<MicroApp['generated']>;

export interface SourceParts {
  /** Keys that this installation signs with. */
  keys(): Promise<readonly string[]>;
  fetcher?: typeof fetch;
}

export class SandboxSource implements ModuleSource {
  private readonly codes = new Map<string, Promise<string>>();
  private trusted: Promise<readonly string[]> | undefined;

  constructor(private readonly parts: SourceParts) {}

  async load(app: string, entry: Entry, module: string, attempt: number): Promise<unknown> {
    if (module === './Rules') return recordsRules;
    const { manifest } = entry;
    if (!manifest?.generated) throw new Error(`${app} is no generated app`);
    const generated: Generated = manifest.generated;
    const [code, runtime] = await Promise.all([
      this.code(entry, attempt),
      runtimeText(),
      this.verified(manifest, generated),
    ]);
    const specification = generated.specification as unknown as Specification;
    switch (module) {
      case './Widget':
        return moduleOf(code, runtime, manifest);
      case './Settings':
        return settingsOf(manifest);
      case './Preview':
        return ({ theme }: { theme: 'light' | 'dark' }) =>
          createElement(SandboxPicture, { code, specification, theme });
      default:
        throw new Error(`${app} has nothing to show under ${module}`);
    }
  }

  forget(_app: string, entry: string): void {
    for (const key of [...this.codes.keys()]) if (key.startsWith(entry)) this.codes.delete(key);
  }

  preload(entry: Entry): void {
    this.code(entry, 0).catch(() => {}); // the load itself will tell
    runtimeText().catch(() => {});
  }

  private code({ path, integrity }: Entry, attempt: number): Promise<string> {
    const key = attempt > 0 ? `${path}?r=${attempt}` : path;
    const known = this.codes.get(key);
    if (known) return known;
    const asked = this.fetched(key, integrity).catch((error: unknown) => {
      this.codes.delete(key);
      throw error;
    });
    this.codes.set(key, asked);
    return asked;
  }
  private async fetched(path: string, integrity: string): Promise<string> {
    if (!integrity) throw new Error('Nobody says which code this app has.');
    let text: string;
    try {
      const answer = await (this.parts.fetcher ?? fetch)(path, { integrity, credentials: 'omit' });
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      text = await answer.text();
    } catch (error) {
      throw new Error('The code could not be fetched, or is not what was published', { cause: error });
    }
    if (new TextEncoder().encode(text).length > CODE_BYTES_MAX)
      throw new Error(`This app has more than ${CODE_BYTES_MAX / 1024} KB of code.`);
    return text;
  }

  private async verified(manifest: MicroApp, { specification, key, signature }: Generated): Promise<void> {
    const { id, version, integrity } = manifest;
    const signed = {
      id,
      version,
      integrity,
      // Signed as it came: another part of it may be younger than this page.
      ...(specification && { specification: specification as unknown as JsonObject }),
      ...(key !== undefined && { key }),
      ...(signature !== undefined && { signature }),
    };
    const known = await this.keys();
    // A key may be younger than what this page was told.
    const young = key !== undefined && !known.includes(key);
    if (young) this.trusted = undefined;
    await verify(signed, young ? await this.keys() : known);
  }
  private keys(): Promise<readonly string[]> {
    this.trusted ??= this.parts.keys().catch((error: unknown) => {
      this.trusted = undefined;
      throw error;
    });
    return this.trusted;
  }
}

/** An app for the page: the frame listens and speaks for it, so that the callbacks have nothing left to do. */
function moduleOf(code: string, runtime: string, { permissions, title }: MicroApp): MicroAppModule {
  return {
    contract: 1,
    create(context: CanvasContext): MicroAppInstance {
      return {
        View: () => createElement(SandboxFrame, { code, runtime, context, permissions, title }),
        onMount() {},
        onUnmount() {},
        onResize() {},
        onEvent() {},
        emitEvent: (event: MicroAppEvent) => void context.bus.emit(event),
        getState: (): WidgetState => context.snapshot().state,
        setState: (state) => void context.setState(state),
        getConfig: (): WidgetConfig => context.snapshot().config,
        openSettings: () => context.openSettings(),
      };
    },
  };
}
