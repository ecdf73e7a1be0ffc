/** How Calendar looks, for the catalogue: made-up content, nothing to press. */
import styles from './Calendar.module.css';

const DAYS = ['M', 'T', 'W', 'T', 'F', 'S', 'S'];
const SAMPLE: Readonly<Record<number, { title: string; colour: string; columns?: number }>> = {
  2: { title: 'Stand-up', colour: 'blue' },
  5: { title: 'Offsite', colour: 'amber', columns: 3 },
  10: { title: 'Review', colour: 'green' },
  16: { title: 'Stand-up', colour: 'blue' },
  18: { title: 'Release', colour: 'violet', columns: 2 },
};

export default function CalendarPreview() {
  return (
    <div className={styles.calendar} data-preview aria-hidden="true">
      <div className={styles.names}>
        {DAYS.map((day, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: seven fixed letters
          <span key={i}>{day}</span>
        ))}
      </div>
      <div className={styles.sample}>
        {Array.from({ length: 21 }, (_, i) => {
          const event = SAMPLE[i];
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: fixed cells
            <span key={i} className={styles.cell} data-today={i === 9 || undefined}>
              <b>{i + 1}</b>
              {event && (
                <i data-colour={event.colour} style={{ width: `calc(${(event.columns ?? 1) * 100}% - 4px)` }}>
                  {event.title}
                </i>
              )}
            </span>
          );
        })}
      </div>
    </div>
  );
}
