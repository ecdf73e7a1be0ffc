import type { Checks, SandboxTest } from '../../generator/types.ts';
import panel from '../Panel.module.css';
import { jobWords } from './jobWords.ts';
import styles from './Make.module.css';
import { Pictures } from './Pictures.tsx';

/** What the checks found: rule, line, what about it. */
export function ChecksReport({ checks }: { readonly checks: Checks }) {
  const w = jobWords();
  const { rules, findings } = checks;
  if (findings.length === 0) return <p className={panel.hint}>{w.noFindings(rules)}</p>;
  return (
    <>
      <p className={panel.hint}>{w.findings(findings.length, rules)}</p>
      <ul className={styles.findings} data-testid="findings">
        {findings.map(({ rule, line, message }) => (
          <li key={`${rule} ${line} ${message}`}>
            <code>{rule}</code>
            {line != null && line > 0 && <span className="figures">{w.line(line)}</span>}
            <span>{message}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

interface TestReportProps {
  readonly test: SandboxTest;
  readonly job: string;
  readonly version: number;
}

/** What it looked like, how it did step by step when it was run, and what it wrote. */
export function TestReport({ test, job, version }: TestReportProps) {
  const w = jobWords();
  const { steps, console: written = [], calls = [] } = test;
  return (
    <>
      <Pictures job={job} version={version} />
      <p className={panel.hint}>{w.passed(steps.filter((one) => one.passed).length, steps.length)}</p>
      <ul className={styles.findings} data-testid="test-steps">
        {steps.map(({ name, passed, millis, detail }) => (
          <li key={name} data-passed={passed}>
            <span>{name}</span>
            <span className="figures">
              {passed ? w.worked : w.broke} · {w.millis(Math.round(millis))}
            </span>
            {detail && <span>{detail}</span>}
          </li>
        ))}
      </ul>
      {calls.length > 0 && (
        <>
          <p className={panel.hint}>{w.calls}</p>
          <ul className={styles.calls} data-testid="test-calls">
            {calls.map(({ name, count }) => (
              <li key={name}>
                <code>{name}</code>
                <span className="figures">× {count}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {written.length === 0 ? (
        <p className={panel.hint}>{w.quiet}</p>
      ) : (
        <>
          <p className={panel.hint}>{w.console}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
          <section className={styles.code} tabIndex={0} aria-label={w.console}>
            <pre>{written.join('\n')}</pre>
          </section>
        </>
      )}
    </>
  );
}
