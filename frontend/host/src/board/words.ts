import { words } from '../words/words.ts';

const some = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

/** What the canvas page says. */
export const boardWords = words({
  // status
  loading: ['Opening', 'Wird geöffnet'],
  durable: ['All changes durable', 'Alle Änderungen gesichert'],
  saving: [
    (n: number) => `Saving ${some(n, 'change', 'changes')}`,
    (n: number) => `Sichere ${some(n, 'Änderung', 'Änderungen')}`,
  ],
  offline: ['Offline', 'Offline'],
  offlineWith: [
    (n: number) => `Offline: ${some(n, 'change waits', 'changes wait')} here`,
    (n: number) => `Offline: ${some(n, 'Änderung wartet', 'Änderungen warten')} hier`,
  ],
  reconnecting: ['Reconnecting', 'Verbinde neu'],
  reconnectingWith: [
    (n: number) => `Reconnecting: ${some(n, 'change waits', 'changes wait')} here`,
    (n: number) => `Verbinde neu: ${some(n, 'Änderung wartet', 'Änderungen warten')} hier`,
  ],
  viewing: ['Viewing only', 'Nur ansehen'],
  closed: ['Closed', 'Geschlossen'],

  // top bar
  home: ['My canvases', 'Meine Leinwände'],
  canvasTitle: ['Title of the canvas', 'Titel der Leinwand'],
  yours: ['Your canvas', 'Deine Leinwand'],
  theirs: [(name: string) => `${name}’s canvas`, (name: string) => `Leinwand von ${name}`],
  undo: ['Undo', 'Zurücknehmen'],
  redo: ['Redo', 'Wiederholen'],
  share: ['Share', 'Teilen'],
  addApp: ['Add app', 'App hinzufügen'],
  followPerson: [(name: string) => `Follow ${name}`, (name: string) => `${name} folgen`],
  following: [(name: string) => `Following ${name}`, (name: string) => `Du folgst ${name}`],
  stop: ['Stop', 'Beenden'],
  people: [
    (n: number) => `${some(n, 'more person', 'more people')} here`,
    (n: number) => `${some(n, 'weitere Person', 'weitere Personen')} hier`,
  ],
  undone: ['Taken back', 'Zurückgenommen'],
  redone: ['Done again', 'Wiederholt'],
  nothingToUndo: ['There is nothing of yours to take back', 'Es gibt nichts von dir zurückzunehmen'],
  nothingToRedo: ['There is nothing to do again', 'Es gibt nichts zu wiederholen'],
  skipped: [
    (n: number) => `${some(n, 'part was', 'parts were')} left as somebody else has changed since`,
    (n: number) => `${some(n, 'Teil blieb', 'Teile blieben')}, weil jemand anderes das seither geändert hat`,
  ],

  isTyping: [(name: string) => `${name} is typing…`, (name: string) => `${name} schreibt…`],
  away: [(name: string) => `${name} is away`, (name: string) => `${name} ist nicht am Platz`],
  gather: ['Bring everyone to me', 'Alle zu mir holen'],
  gathered: ['Everyone here is asked to come to what you see', 'Alle hier sind gebeten, zu dir zu kommen'],
  gatherSoon: ['Everyone was just asked. Wait a moment.', 'Alle wurden gerade gebeten. Warte einen Moment.'],
  calls: [
    (name: string) => `${name} asks you to come and see`,
    (name: string) => `${name} bittet dich herzukommen`,
  ],
  comeAlong: ['Go there', 'Hingehen'],
  stayHere: ['Stay here', 'Hier bleiben'],

  // rail
  tools: ['Tools', 'Werkzeuge'],
  canvas: ['Canvas', 'Leinwand'],
  widgets: ['Widgets', 'Widgets'],
  layouts: ['Layouts', 'Anordnungen'],
  make: ['Make with AI', 'Mit KI machen'],
  activity: ['Activity', 'Geschehen'],
  lookBack: ['Look back', 'Zurückblicken'],
  log: ['Event log', 'Ereignisse'],
  grid: ['Grid', 'Raster'],
  diagnostics: ['Diagnostics', 'Diagnose'],
  help: ['Keyboard', 'Tastatur'],
  more: ['More', 'Mehr'],

  // board
  board: ['Canvas: widgets on a grid', 'Leinwand: Widgets auf einem Raster'],
  empty: ['An empty board', 'Ein leeres Brett'],
  emptyText: [
    'Widgets are small apps that everybody on this canvas shares. Put the first one down.',
    'Widgets sind kleine Apps, die alle auf dieser Leinwand teilen. Lege das erste ab.',
  ],
  emptyViewer: [
    'Nothing is on this canvas yet. What its editors add appears here at once.',
    'Auf dieser Leinwand ist noch nichts. Was andere hinzufügen, erscheint hier sofort.',
  ],
  widgetLabel: [
    (title: string, app: string, x: number, y: number, w: number, h: number) =>
      `${title}, ${app}, column ${x}, row ${y}, ${w} by ${h} cells`,
    (title: string, app: string, x: number, y: number, w: number, h: number) =>
      `${title}, ${app}, Spalte ${x}, Zeile ${y}, ${w} mal ${h} Zellen`,
  ],
  widgetTitle: ['Title of the widget', 'Titel des Widgets'],
  widgetMenu: [(title: string) => `Actions for ${title}`, (title: string) => `Aktionen für ${title}`],
  waiting: [
    (count: number) => (count === 1 ? 'One thing for you' : `${count} things for you`),
    (count: number) => (count === 1 ? 'Etwas für dich' : `${count} Dinge für dich`),
  ],
  sent: ['Sent, not durable yet', 'Gesendet, noch nicht gesichert'],
  locked: ['Locked in its place', 'An seinem Platz gesperrt'],
  lockedNote: [
    'This widget is locked. Unlock it to move it.',
    'Dieses Widget ist gesperrt. Entsperre es, um es zu bewegen.',
  ],
  occupied: [
    'There is a widget already. This grid refuses overlaps.',
    'Dort ist schon ein Widget. Dieses Raster lässt keine Überlappung zu.',
  ],
  edge: ['It does not go further that way', 'Dort geht es nicht weiter'],
  moved: [
    (title: string, x: number, y: number) => `${title} moved to column ${x}, row ${y}`,
    (title: string, x: number, y: number) => `${title} liegt jetzt in Spalte ${x}, Zeile ${y}`,
  ],
  resized: [
    (title: string, w: number, h: number) => `${title} is now ${w} by ${h} cells`,
    (title: string, w: number, h: number) => `${title} ist jetzt ${w} mal ${h} Zellen groß`,
  ],
  added: [(title: string) => `${title} added`, (title: string) => `${title} hinzugefügt`],
  removed: [(title: string) => `${title} removed`, (title: string) => `${title} entfernt`],
  restored: [(title: string) => `${title} is back`, (title: string) => `${title} ist zurück`],
  copied: ['Link to this widget copied', 'Link zu diesem Widget kopiert'],
  notCopied: [(link: string) => `Copy this link: ${link}`, (link: string) => `Kopiere diesen Link: ${link}`],
  settings: ['Settings', 'Einstellungen'],
  rename: ['Rename', 'Umbenennen'],
  lock: ['Lock', 'Sperren'],
  unlock: ['Unlock', 'Entsperren'],
  raise: ['Bring to front', 'Nach vorn'],
  duplicate: ['Duplicate', 'Duplizieren'],
  upgrade: [
    (version: string) => `Upgrade to ${version}`,
    (version: string) => `Auf ${version} aktualisieren`,
  ],
  upgraded: [
    (title: string, version: string) => `${title} runs ${version} now`,
    (title: string, version: string) => `${title} läuft jetzt mit ${version}`,
  ],
  changeWithAi: ['Change with AI', 'Mit KI ändern'],
  madeWithAi: [
    (version: string) => `✦ made with AI · v${version}`,
    (version: string) => `✦ mit KI gemacht · v${version}`,
  ],
  newer: [
    (version: string) => `Version ${version} is there: see the menu`,
    (version: string) => `Version ${version} ist da: siehe Menü`,
  ],
  copyLink: ['Copy link', 'Link kopieren'],
  remove: ['Remove', 'Entfernen'],
  resize: ['Resize', 'Größe ändern'],
  editing: [(name: string) => `${name} is here`, (name: string) => `${name} ist hier`],
  loadingApp: [(title: string) => `${title} is loading`, (title: string) => `${title} wird geladen`],

  // a viewer
  viewerNote: [
    (owner: string) => `You can look at this canvas, not change it. Ask ${owner} for the right to edit.`,
    (owner: string) =>
      `Du kannst diese Leinwand ansehen, nicht ändern. Bitte ${owner} um das Recht zu bearbeiten.`,
  ],
  itsOwner: ['its owner', 'die Person, der sie gehört'],
  viewerRefused: [
    'You can look at this canvas, not change it',
    'Du kannst diese Leinwand ansehen, nicht ändern',
  ],
  nowViewer: ['You can only look at this canvas now', 'Du kannst diese Leinwand jetzt nur noch ansehen'],
  nowEditor: ['You can change this canvas now', 'Du kannst diese Leinwand jetzt ändern'],

  // a deep link
  widgetGone: ['That widget is no longer on this canvas', 'Dieses Widget ist nicht mehr auf dieser Leinwand'],
  restore: ['Restore', 'Wiederherstellen'],
});

/** Why an app's tile is sad. */
export const tileWords = words({
  failed: [(title: string) => `${title} did not load`, (title: string) => `${title} wurde nicht geladen`],
  crashed: [(title: string) => `${title} stopped`, (title: string) => `${title} ist stehen geblieben`],
  timeout: [
    'The server did not answer within 5 seconds.',
    'Der Server hat nicht innerhalb von 5 Sekunden geantwortet.',
  ],
  offline: ['There is no connection now.', 'Es gibt gerade keine Verbindung.'],
  broken: ['The app has an error in its code.', 'Die App hat einen Fehler in ihrem Code.'],
  unknown: ['This app is not in the registry.', 'Diese App ist nicht im Verzeichnis.'],
  stopped: [
    (title: string) => `${title} was taken out of use`,
    (title: string) => `${title} wurde aus dem Verkehr gezogen`,
  ],
  paused: [(title: string) => `${title} is paused`, (title: string) => `${title} ist angehalten`],
  kept: ['What you put in is kept.', 'Was du eingegeben hast, bleibt erhalten.'],
  instead: [(version: string) => `Use version ${version}`, (version: string) => `Version ${version} nehmen`],
  remove: ['Remove', 'Entfernen'],
  askEditor: [
    'Ask somebody who may edit this canvas.',
    'Frage jemanden, der diese Leinwand bearbeiten darf.',
  ],
  fetch: ['The server did not give its files.', 'Der Server hat ihre Dateien nicht geliefert.'],
  safe: ['Your data is safe.', 'Deine Daten sind sicher.'],
  again: ['Try again', 'Erneut versuchen'],
  details: ['What exactly?', 'Was genau?'],
});
