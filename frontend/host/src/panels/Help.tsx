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
  follow: ['Follow somebody, or stop', 'Jemandem folgen oder aufhören'],
  undo: ['Undo your newest change', 'Deine neueste Änderung zurücknehmen'],
  redo: ['Do it again', 'Sie wiederholen'],
  tab: ['Next or previous widget in reading order', 'Nächstes oder voriges Widget in Leserichtung'],
  move: ['Move by a cell', 'Um eine Zelle bewegen'],
  resize: ['Resize by a cell', 'Um eine Zelle vergrößern oder verkleinern'],
  enter: ['Go inside the app', 'In die App hinein'],
  leave: ['Come out; close a panel; select nothing', 'Heraus; Panel schließen; nichts wählen'],
  rename: ['Rename', 'Umbenennen'],
  duplicate: ['Duplicate', 'Duplizieren'],
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
        [['/'], w.search],
        [['A'], w.add],
        [['F'], w.follow],
        [['Ctrl', 'Z'], w.undo],
        [['Shift', 'Ctrl', 'Z'], w.redo],
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
        [['Ctrl', 'D'], w.duplicate],
        [['Delete'], w.remove],
        [['Shift', 'F10'], w.menu],
      ],
    ],
  ];
  return (
    <Dialog title={w.title} wide testId="help" onClose={onClose}>
      <div className={own.groups}>
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
