import Dialog from '../kit/Dialog.tsx';
import { words } from '../words/words.ts';
import own from './Help.module.css';

const useWords = words({
  title: ['Keyboard', 'Tastatur'],
  keys: ['Keys', 'Tasten'],
  what: ['What they do', 'Was sie tun'],
  anywhere: ['On the page', 'Auf der Seite'],
  selected: ['With a widget selected', 'Mit gewähltem Widget'],
  help: ['This table', 'Diese Tabelle'],
  search: ['Search widgets', 'Widgets suchen'],
  add: ['Add an app', 'App hinzufügen'],
  make: ['Make an app with AI', 'App mit KI machen'],
  find: ['Search in titles and in what is inside', 'In Titeln und Inhalten suchen'],
  zoom: [
    'Larger, smaller, actual size (Ctrl and the wheel too)',
    'Größer, kleiner, Originalgröße (auch Strg und Mausrad)',
  ],
  fit: ['Show everything, or what is selected', 'Alles zeigen oder die Auswahl'],
  space: ['Space', 'Leertaste'],
  pan: ['Hold and drag: move the view', 'Halten und ziehen: den Ausschnitt bewegen'],
  comment: ['Comments (of the selected widget)', 'Kommentare (des gewählten Widgets)'],
  follow: ['Follow somebody, or stop', 'Jemandem folgen oder aufhören'],
  step: ['One event back in time, or on', 'Ein Ereignis zurück in der Zeit oder weiter'],
  play: ['Play history, or pause', 'Verlauf abspielen oder anhalten'],
  undo: ['Undo your newest change', 'Deine neueste Änderung zurücknehmen'],
  redo: ['Do it again', 'Sie wiederholen'],
  tab: ['Next or previous widget in reading order', 'Nächstes oder voriges Widget in Leserichtung'],
  move: ['Move by a cell', 'Um eine Zelle bewegen'],
  resize: ['Resize by a cell', 'Um eine Zelle vergrößern oder verkleinern'],
  enter: ['Go inside the app', 'In die App hinein'],
  leave: [
    'Come out; close a panel; back to live; select nothing',
    'Heraus; Panel schließen; zurück zu live; nichts wählen',
  ],
  rename: ['Rename', 'Umbenennen'],
  duplicate: ['Duplicate', 'Duplizieren'],
  all: ['Select all widgets', 'Alle Widgets wählen'],
  press: ['Click', 'Klick'],
  more: ['Select one more, or one less', 'Eins mehr oder weniger wählen'],
  copy: ['Copy, for here or another canvas', 'Kopieren, für hier oder eine andere Leinwand'],
  paste: ['Paste with all data', 'Mit allen Daten einfügen'],
  remove: ['Remove (undo is offered)', 'Entfernen (lässt sich zurücknehmen)'],
  menu: ['Menu of the widget', 'Menü des Widgets'],
});

/** All keys in one table. */
export default function Help({ onClose }: { onClose(): void }) {
  const w = useWords();
  const groups: [string, [string[], string][]][] = [
    [
      w.anywhere,
      [
        [['?'], w.help],
        [['Ctrl', 'F'], w.find],
        [['/'], w.search],
        [['+', '-', '0'], w.zoom],
        [['Shift', '1', '2'], w.fit],
        [[w.space], w.pan],
        [['A'], w.add],
        [['M'], w.make],
        [['C'], w.comment],
        [['F'], w.follow],
        [['[', ']'], w.step],
        [['P'], w.play],
        [['Ctrl', 'Z'], w.undo],
        [['Shift', 'Ctrl', 'Z'], w.redo],
        [['Ctrl', 'A'], w.all],
        [['Ctrl', 'V'], w.paste],
        [['Tab'], w.tab],
        [['Esc'], w.leave],
      ],
    ],
    [
      w.selected,
      [
        [['←', '↑', '→', '↓'], w.move],
        [['Shift', '← ↑ → ↓'], w.resize],
        [['Enter'], w.enter],
        [['F2'], w.rename],
        [['Shift', w.press], w.more],
        [['Ctrl', 'D'], w.duplicate],
        [['Ctrl', 'C'], w.copy],
        [['Delete'], w.remove],
        [['Shift', 'F10'], w.menu],
      ],
    ],
  ];
  return (
    <Dialog title={w.title} wide testId="help" onClose={onClose}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
      <div className={own.groups} tabIndex={0}>
        {groups.map(([title, rows]) => (
          <table key={title} className={own.table}>
            <caption>{title}</caption>
            <thead className="hidden">
              <tr>
                <th>{w.keys}</th>
                <th>{w.what}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(([keys, what]) => (
                <tr key={what}>
                  <td>
                    {keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </td>
                  <td>{what}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </Dialog>
  );
}
