/** The app in development, whichever it is. */
declare module 'virtual:app' {
  import type { AppManifest, MicroAppModule, MicroAppRules, PreviewModule, SettingsModule } from '@gesso/sdk';

  export const Widget: MicroAppModule;
  export const Settings: SettingsModule;
  export const Preview: PreviewModule;
  export const rules: MicroAppRules | undefined;
  export const manifest: AppManifest;
}
