/** The page's modules with their live counters. */
import { useEffect, useState } from 'react';
import { Bus } from '../bus/index.ts';
import { generator } from '../generator/index.ts';
import { type Host, host } from '../modules.ts';

export interface ModuleReport {
  name: string;
  available: boolean;
  note?: string;
  counters: readonly { label: string; value: number }[];
}

const NO_BUS = new Bus();
const rows = (counters: Readonly<Record<string, number>>) =>
  Object.entries(counters).map(([label, value]) => ({ label, value }));

export function report({ open, registry, store, security, loader, instances, api }: Host): ModuleReport[] {
  const state = store.getState();
  const routes = [...api.counters.values()];
  return [
    {
      name: 'Canvas Manager',
      available: true,
      counters: rows({
        widgets: state.layout.widgets.length,
        ...(open?.manager.counters ?? { edits: 0, refusedHere: 0 }),
      }),
    },
    {
      name: 'Registry Client',
      available: true,
      counters: rows({ apps: registry.all().size, ...registry.counters }),
    },
    {
      name: 'State Manager',
      available: true,
      counters: rows({
        unsaved: open?.live.unsaved().length ?? 0,
        eventsKept: state.eventLog.length,
        ...(open?.live.counters ?? {
          connects: 0,
          sent: 0,
          resent: 0,
          acked: 0,
          refused: 0,
          events: 0,
          gaps: 0,
          asks: 0,
        }),
      }),
    },
    {
      name: 'AI Generator',
      available: true,
      counters: rows(generator.counters),
    },
    {
      name: 'Event Bus',
      available: true,
      counters: rows({ ...(open?.bus ?? NO_BUS).counters() }),
    },
    {
      name: 'Security Context',
      available: true,
      counters: rows({
        ...security.counters,
        requests: routes.reduce((sum, route) => sum + route.calls, 0),
        failures: routes.reduce((sum, route) => sum + route.failures, 0),
      }),
    },
    {
      name: 'Module Federation Runtime',
      available: true,
      counters: rows({ loadedApps: state.loadedApps.size, instances: instances.total, ...loader.counters }),
    },
  ];
}

const TICK_MILLIS = 500;

export function useDiagnostics(): ModuleReport[] {
  const [reports, setReports] = useState(() => report(host));
  useEffect(() => {
    const timer = setInterval(() => setReports(report(host)), TICK_MILLIS);
    return () => clearInterval(timer);
  }, []);
  return reports;
}
