/** How Notes looks, for the catalogue: made-up content, nothing to press. */
import editor from './editor/Editor.module.css';
import styles from './Notes.module.css';

export default function NotesPreview() {
  return (
    <div className={styles.notes} data-preview aria-hidden="true">
      <div className={editor.paper}>
        <div className={editor.text}>
          <h3 data-level="1">Trip to Porto</h3>
          <p>
            We meet at the <strong>river</strong> at ten. <em>Bring an umbrella.</em>
          </p>
          <ul data-kind="check">
            {[
              { text: 'Book the boat', checked: true },
              { text: 'Ask Noor about the train', checked: false },
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
            <p>Francesinha at nine, no excuses.</p>
          </blockquote>
        </div>
      </div>
    </div>
  );
}
