export { CanvasProvider, useCanvasHandle, useOpenCanvas } from './handle.ts';
export { firstFree, overlaps, shown } from './layout.ts';
export type { OpenCanvas } from './session.ts';
export type { CanvasManager, GridConfig, LayoutData, UndoOutcome, WidgetConfig } from './types.ts';
