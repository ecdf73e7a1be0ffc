/** An app that is not published yet, or a picture of one that is: it runs for real, over records in memory. */
import type { Specification } from '@gesso/sandbox/specification';
import { useEffect, useMemo, useState } from 'react';
import { language } from '../words/words.ts';
import { PreviewContext } from './previewContext.ts';
import { runtimeText } from './runtime.ts';
import { SandboxFrame } from './SandboxFrame.tsx';

export interface SandboxPreviewProps {
  readonly code: string;
  readonly specification: Specification;
  readonly theme: 'light' | 'dark';
}

export function SandboxPreview(props: SandboxPreviewProps) {
  return <Trial {...props} readOnly={false} />;
}

/** The same, only to look at. */
export function SandboxPicture(props: SandboxPreviewProps) {
  return (
    <div inert style={{ height: '100%' }}>
      <Trial {...props} readOnly />
    </div>
  );
}

function Trial({ code, specification, theme, readOnly }: SandboxPreviewProps & { readOnly: boolean }) {
  const [runtime, setRuntime] = useState<string>();
  const [failed, setFailed] = useState<unknown>();
  useEffect(() => {
    let current = true;
    runtimeText().then(
      (text) => current && setRuntime(text),
      (error: unknown) => current && setFailed(() => error),
    );
    return () => {
      current = false;
    };
  }, []);
  // Its records begin anew with another specification, not with another look.
  const [first] = useState(theme);
  const context = useMemo(
    () => new PreviewContext({ specification, theme: first, locale: language(), today: day(), readOnly }),
    [specification, first, readOnly],
  );
  useEffect(() => context.look(theme), [context, theme]);
  if (failed !== undefined) throw failed; // for the boundary around it
  if (runtime === undefined) return null;
  return (
    <SandboxFrame
      key={keyOf(code, context)}
      code={code}
      runtime={runtime}
      context={context}
      permissions={PERMISSIONS}
      title={specification.title}
    />
  );
}
const PERMISSIONS = ['state', 'config'];

const numbers = new WeakMap<object, number>();
let count = 0;
/** Another code or other records are another run. */
function keyOf(code: string, context: object): string {
  const number = numbers.get(context) ?? ++count;
  numbers.set(context, number);
  return `${number} ${code}`;
}
const day = (): string => new Date().toLocaleDateString('sv-SE');
