/** Generated apps in the page: each in a frame without an origin, behind messages that are checked. */
export { SandboxFrame, type SandboxFrameProps } from './SandboxFrame.tsx';
export { SandboxPreview, type SandboxPreviewProps } from './SandboxPreview.tsx';
export { SandboxStill, type SandboxStillProps } from './SandboxStill.tsx';
export { SandboxSource } from './source.ts';
