/** How Notes looks, for the catalogue: made-up content, nothing to press. */
import editor from './editor/Editor.module.css';
import styles from './Notes.module.css';
import { wordsOf } from './words.ts';

export default function NotesPreview() {
  // There is no canvas to ask; the page says which language it speaks.
  const say = wordsOf(document.documentElement.lang).preview;
  const [meet, place, time, umbrella] = say.meet;
  return (
    <div className={styles.notes} data-preview aria-hidden="true">
      <div className={editor.paper}>
        <div className={editor.text}>
          <h3 data-level="1">{say.title}</h3>
          <p>
            {meet}
            <strong>{place}</strong>
            {time}
            <em>{umbrella}</em>
          </p>
          <ul data-kind="check">
            {[
              { text: say.boat, checked: true },
              { text: say.train, checked: false },
            ].map(({ text, checked }) => (
              <li key={text} data-checked={checked}>
                <span>
                  <input type="checkbox" checked={checked} readOnly tabIndex={-1} />
                </span>
                <div>
                  <p>{text}</p>
                </div>
              </li>
            ))}
          </ul>
          <blockquote>
            <p>{say.wise}</p>
          </blockquote>
        </div>
      </div>
    </div>
  );
}
