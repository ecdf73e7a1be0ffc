import { useEffect } from 'react';
import { Link } from '../app/router.tsx';
import { AccountMenu } from '../home/AccountMenu.tsx';
import { Bell } from '../home/Bell.tsx';
import home from '../home/HomePage.module.css';
import { Button } from '../kit/Button.tsx';
import { UnpluggedDrawing } from '../kit/Drawings.tsx';
import { Mark } from '../kit/Mark.tsx';
import { Notice } from '../kit/Notice.tsx';
import { Bone, Later } from '../kit/Skeleton.tsx';
import { problemText, referenceOf } from '../words/problems.ts';
import { type TemplateItem, useTemplates } from './index.ts';
import { TemplateCard } from './TemplateCard.tsx';
import styles from './Templates.module.css';
import { templateWords } from './words.ts';

const SCOPES = ['builtin', 'own', 'shared'] as const;

/** Everything that a canvas can start from. */
export default function TemplatesPage() {
  const w = templateWords();
  const list = useTemplates();
  useEffect(() => {
    document.title = `${w.title} · Gesso`;
  }, [w.title]);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const of = (scope: TemplateItem['scope']) => items.filter((item) => item.scope === scope);
  return (
    <div className={home.home}>
      <header className={home.bar}>
        <Link to="/" className={styles.back} aria-label={`Gesso: ${w.home}`}>
          <Mark size={32} />
          <span className={home.name}>Gesso</span>
        </Link>
        <span className={home.space} />
        <Bell />
        <AccountMenu />
      </header>
      <main className={home.main}>
        <div className={home.head}>
          <div>
            <h1>{w.title}</h1>
            <p>{w.text}</p>
          </div>
        </div>
        {list.isPending ? (
          <Later>
            <ul className={styles.grid} aria-hidden="true">
              {['a', 'b', 'c'].map((key) => (
                <li key={key} className={styles.card}>
                  <Bone h={120} />
                  <div className={styles.under}>
                    <Bone w="60%" />
                    <Bone w="84%" h={10} />
                  </div>
                </li>
              ))}
            </ul>
          </Later>
        ) : list.isError && items.length === 0 ? (
          <Notice
            tone="bad"
            drawing={<UnpluggedDrawing />}
            title={w.failed}
            reference={referenceOf(list.error)}
            referenceLabel={w.reference}
            actions={
              <Button kind="primary" busy={list.isFetching} onClick={() => list.refetch()}>
                {w.again}
              </Button>
            }
          >
            {problemText(list.error)} {w.safe}
          </Notice>
        ) : (
          SCOPES.map((scope) => {
            const some = of(scope);
            if (some.length === 0 && scope !== 'own') return null;
            return (
              <section key={scope} className={styles.scope} data-testid={`templates-${scope}`}>
                <h2>{w[scope]}</h2>
                {some.length === 0 ? (
                  <p className={styles.none}>{w.noneOwn}</p>
                ) : (
                  <ul className={styles.grid}>
                    {some.map((item) => (
                      <TemplateCard key={item.id} item={item} />
                    ))}
                  </ul>
                )}
              </section>
            );
          })
        )}
        {list.hasNextPage && (
          <div className={home.more}>
            <Button busy={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
              {w.more}
            </Button>
          </div>
        )}
      </main>
    </div>
  );
}
