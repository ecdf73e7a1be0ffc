/** What is seldom changed about a todo: its day, who does it, its list. */
import { useId } from 'react';
import { plus } from './days.ts';
import type { ItemProps } from './Item.tsx';
import styles from './Todo.module.css';
import { wordsOf } from './words.ts';

export function Details({ todo, lists, people, today, locale, actions }: ItemProps) {
  const words = wordsOf(locale);
  const id = useId();
  const quick = [
    { label: words.today, day: today },
    { label: words.tomorrow, day: plus(today, 1) },
    { label: words.inAWeek, day: plus(today, 7) },
  ];
  const known = todo.assignee === undefined || people.some((person) => person.id === todo.assignee);
  return (
    <div className={styles.details}>
      <label htmlFor={`${id}d`}>{words.due}</label>
      <div className={styles.days}>
        <input
          id={`${id}d`}
          type="date"
          value={todo.due ?? ''}
          onChange={(event) => actions.setDue(event.target.value || null)}
        />
        {quick.map(({ label, day }) => (
          <button
            key={label}
            type="button"
            aria-pressed={todo.due === day}
            onClick={() => actions.setDue(todo.due === day ? null : day)}
          >
            {label}
          </button>
        ))}
      </div>
      <label htmlFor={`${id}a`}>{words.assignee}</label>
      <select
        id={`${id}a`}
        value={todo.assignee ?? ''}
        onChange={(event) => actions.assign(event.target.value || null)}
      >
        <option value="">{words.anybody}</option>
        {!known && <option value={todo.assignee}>{words.whoLeft}</option>}
        {people.map((person) => (
          <option key={person.id} value={person.id}>
            {person.name}
          </option>
        ))}
      </select>
      {lists.length > 0 && (
        <>
          <label htmlFor={`${id}l`}>{words.list}</label>
          <select
            id={`${id}l`}
            value={todo.list ?? ''}
            onChange={(event) => actions.putInto(event.target.value || null)}
          >
            <option value="">{words.noList}</option>
            {lists.map((list) => (
              <option key={list.id} value={list.id}>
                {list.name}
              </option>
            ))}
          </select>
        </>
      )}
      {actions.plan && (
        <button type="button" className={styles.planHere} onClick={actions.plan}>
          {words.plan}
        </button>
      )}
      <button type="button" className={styles.removeHere} onClick={actions.remove}>
        {words.remove}
      </button>
    </div>
  );
}
