/** The open canvas for components. */
import { createContext, use, useEffect, useState } from 'react';
import { host } from '../modules.ts';
import { type OpenCanvas, openCanvas } from './session.ts';

const Handle = createContext<OpenCanvas | null>(null);
export const CanvasProvider = Handle;

export function useCanvasHandle(): OpenCanvas {
  const canvas = use(Handle);
  if (!canvas) throw new Error('No canvas is open here: use this below <CanvasProvider>.');
  return canvas;
}

/** Opens the canvas while the component is there; undefined for the first moments. */
export function useOpenCanvas(id: string): OpenCanvas | undefined {
  const [open, setOpen] = useState<OpenCanvas>();
  useEffect(() => {
    let current = true;
    let mine: OpenCanvas | undefined;
    openCanvas(host, id).then(
      (canvas) => {
        if (current) {
          mine = canvas;
          setOpen(canvas);
        } else canvas.close();
      },
      () => {
        if (current) host.store.setState({ status: { kind: 'closed', reason: 'signed-out' } });
      },
    );
    return () => {
      current = false;
      mine?.close();
      setOpen(undefined);
    };
  }, [id]);
  return open;
}
