import { words } from '../../words/words.ts';

const some = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

/** What the panel says of a job: how far it is, what came of it, its versions. */
export const jobWords = words({
  back: ['All that you made', 'Alles von dir'],
  backApprovals: ['All that waits', 'Alles, was wartet'],
  lost: ['This is not here', 'Das gibt es hier nicht'],
  toStart: ['Make something else', 'Etwas anderes machen'],
  asked: ['Asked for', 'Gewünscht'],
  polling: ['Checked for news now and then', 'Es wird ab und zu nachgesehen'],

  // steps
  progress: ['Steps', 'Schritte'],
  how: ['How it was made: code, checks, test', 'Wie sie entstand: Code, Prüfung, Test'],
  queue: ['In line', 'In der Reihe'],
  specification: ['What it will be', 'Was daraus wird'],
  code: ['Code', 'Code'],
  checks: ['Checks', 'Prüfung'],
  test: ['Tried out, away from everybody', 'Ausprobiert, abseits von allen'],
  publish: ['Published', 'Veröffentlicht'],
  place: ['On the canvas', 'Auf der Leinwand'],
  stateWaiting: ['to come', 'kommt noch'],
  stateNow: ['now', 'jetzt'],
  stateDone: ['done', 'fertig'],
  stateFailed: ['failed', 'gescheitert'],
  stateSkipped: ['not done', 'nicht gemacht'],
  millis: [(n: number) => `${n} ms`, (n: number) => `${n} ms`],
  seconds: [(n: string) => `${n} s`, (n: string) => `${n} s`],

  // headline
  noWorker: [
    'No worker is running; it starts when one joins. You can close this: it goes on by itself.',
    'Kein Worker läuft; es beginnt, sobald einer dazukommt. Du kannst das schließen: es geht von selbst weiter.',
  ],
  inLine: [
    (n: number, workers: number) => `Number ${n} in line, ${some(workers, 'worker', 'workers')}`,
    (n: number, workers: number) => `Nummer ${n} in der Reihe, ${some(workers, 'Worker', 'Worker')}`,
  ],
  begins: ['It begins', 'Es beginnt'],
  nowSpecification: ['Understanding what it is to be', 'Wird verstanden'],
  nowCode: ['Writing the code', 'Der Code entsteht'],
  nowChecks: ['Checking the code', 'Der Code wird geprüft'],
  nowTest: ['Trying it out', 'Wird ausprobiert'],
  nowPublish: ['Publishing it', 'Wird veröffentlicht'],
  nowPlace: ['Putting it on the canvas', 'Kommt auf die Leinwand'],
  ready: ['It is ready', 'Sie ist fertig'],
  readyHere: ['It is on the canvas', 'Sie ist auf der Leinwand'],
  stopped: ['It was stopped. Your words are kept.', 'Es wurde angehalten. Deine Worte sind behalten.'],
  cancel: ['Stop it', 'Anhalten'],
  stillThere: [
    (version: string) => `Version ${version} stays as it is.`,
    (version: string) => `Version ${version} bleibt, wie sie ist.`,
  ],

  // failures
  failed: ['It did not work', 'Das hat nicht geklappt'],
  failQueue: ['It could not be given to a worker.', 'Es ließ sich keinem Worker geben.'],
  failSpecification: [
    'It was not clear what the app is to be. Say more about what it keeps, or in other words.',
    'Es war nicht klar, was die App sein soll. Sage mehr darüber, was sie festhält, oder sage es anders.',
  ],
  failCode: [
    'No code came of it. Try again, or change what it is to be.',
    'Daraus wurde kein Code. Versuche es erneut oder ändere, was sie sein soll.',
  ],
  failChecks: [
    'The code does something that apps may not do, so it was not let through. Ask for less at once, or try again.',
    'Der Code tut etwas, das Apps nicht dürfen, und kam nicht durch. Wünsche weniger auf einmal oder versuche es erneut.',
  ],
  failTest: [
    'It did not work when it was tried out, so nobody got it. Try again, or change what it is to be.',
    'Beim Ausprobieren ging es nicht, darum hat sie niemand bekommen. Versuche es erneut oder ändere, was sie sein soll.',
  ],
  failPublish: [
    'It is made, but could not be published. Try again shortly.',
    'Sie ist gemacht, ließ sich aber nicht veröffentlichen. Versuche es gleich erneut.',
  ],
  failPlace: [
    'It is published, but not on the canvas. Put it there yourself.',
    'Sie ist veröffentlicht, aber nicht auf der Leinwand. Setze sie selbst darauf.',
  ],
  ours: [
    'It was nothing that you could have said better, and it does not count.',
    'Du hättest nichts besser sagen können, und es zählt nicht.',
  ],
  unplaced: [
    (why: string) => `It could not be put on the canvas: ${why}`,
    (why: string) => `Sie ließ sich nicht auf die Leinwand setzen: ${why}`,
  ],
  kept: ['What you asked for is kept.', 'Was du gewünscht hast, ist behalten.'],
  reason: ['Reason', 'Grund'],
  again: ['Try again', 'Erneut versuchen'],
  otherWords: ['Change the words', 'Worte ändern'],
  otherForm: ['Change what it is to be', 'Ändern, was sie sein soll'],

  // reports
  noFindings: [
    (rules: string) => `Nothing found by rules ${rules}`,
    (rules: string) => `Nichts gefunden mit Regeln ${rules}`,
  ],
  findings: [
    (n: number, rules: string) => `${some(n, 'finding', 'findings')} by rules ${rules}`,
    (n: number, rules: string) => `${some(n, 'Fund', 'Funde')} mit Regeln ${rules}`,
  ],
  line: [(n: number) => `line ${n}`, (n: number) => `Zeile ${n}`],
  passed: [
    (n: number, all: number) => `${n} of ${all} steps worked`,
    (n: number, all: number) => `${n} von ${all} Schritten gingen`,
  ],
  console: ['What it wrote to the console', 'Was sie in die Konsole schrieb'],
  quiet: ['It wrote nothing to the console', 'Sie schrieb nichts in die Konsole'],
  calls: ['What it asked of the page', 'Was sie von der Seite wollte'],
  atStart: ['At its start', 'Am Anfang'],
  filledIn: ['With something in it', 'Mit etwas darin'],
  inTheDark: ['In the dark', 'Im Dunkeln'],
  whereItFailed: ['Where it went wrong', 'Wo es schiefging'],
  worked: ['worked', 'ging'],
  broke: ['did not work', 'ging nicht'],
  codeOf: [(n: number) => `Code of version ${n}`, (n: number) => `Code von Version ${n}`],
  copy: ['Copy', 'Kopieren'],
  copied: ['The code is copied', 'Der Code ist kopiert'],
  notCopied: ['The browser did not allow to copy', 'Der Browser hat das Kopieren nicht erlaubt'],
  codeFailed: ['The code could not be fetched', 'Der Code ließ sich nicht holen'],
  loading: ['Loading', 'Lädt'],
  bytes: [(kb: string) => `${kb} KB`, (kb: string) => `${kb} KB`],

  // done
  show: ['Show it', 'Zeigen'],
  put: ['Put it on this canvas', 'Auf diese Leinwand'],
  onCanvas: [
    (title: string) => `${title} is on the canvas`,
    (title: string) => `${title} ist auf der Leinwand`,
  ],
  runs: [
    (version: string) => `The widget has version ${version}.`,
    (version: string) => `Das Widget hat Version ${version}.`,
  ],
  upgrade: [
    (version: string) => `Upgrade this widget to ${version}`,
    (version: string) => `Widget auf ${version} aktualisieren`,
  ],
  goBack: [(version: string) => `Go back to ${version}`, (version: string) => `Zurück zu ${version}`],
  otherVersion: ['Or take another version', 'Oder nimm eine andere Version'],

  // refine
  refine: ['What should be different?', 'Was soll anders sein?'],
  refineNeeded: ['Say what should be different.', 'Sage, was anders sein soll.'],
  refineHint: [
    'It becomes another version; what people entered stays.',
    'Es wird eine weitere Version; was eingegeben wurde, bleibt.',
  ],
  suggest1: ['add a due date', 'ein Fälligkeitsdatum dazu'],
  suggest2: ['show a chart', 'ein Diagramm zeigen'],
  suggest3: ['add a notes field', 'ein Notizfeld dazu'],
  refineIt: ['Make another version', 'Weitere Version'],
  form: ['Change it in the form', 'Im Formular ändern'],

  // versions
  versions: ['Versions', 'Versionen'],
  versionN: [(n: number) => `Version ${n}`, (n: number) => `Version ${n}`],
  compareLeft: ['Compare', 'Vergleiche'],
  compareRight: ['with', 'mit'],
  same: ['Nothing is different in what it is.', 'Was sie ist, hat sich nicht geändert.'],
  sameCode: ['The code is the same.', 'Der Code ist derselbe.'],
  inWords: ['In words', 'In Worten'],
  inCode: ['In code', 'Im Code'],
  unchanged: [
    (n: number) => `${some(n, 'line', 'lines')} unchanged`,
    (n: number) => `${some(n, 'Zeile', 'Zeilen')} unverändert`,
  ],
  added: ['added', 'dazu'],
  gone: ['removed', 'weg'],
  first: ['as first asked', 'wie zuerst gewünscht'],
  madeBy: [(by: string) => `by ${by}`, (by: string) => `von ${by}`],
  notPublished: ['not published', 'nicht veröffentlicht'],

  // approval
  approval: ['For everybody', 'Für alle'],
  approvalText: [
    'Only you, and who shares a canvas with it, can use it. An operator can offer it to everybody in the catalogue.',
    'Nur du, und wer eine Leinwand damit teilt, kann sie nutzen. Die Betreiber können sie allen im Katalog anbieten.',
  ],
  ask: ['Ask for approval', 'Um Freigabe bitten'],
  askedFor: ['Somebody who runs this Gesso will look at it.', 'Wer dieses Gesso betreibt, sieht es sich an.'],
  approved: ['It is offered to everybody in the catalogue.', 'Sie wird allen im Katalog angeboten.'],
  rejected: [
    (reason: string) => `It was not approved${reason && `: ${reason}`}`,
    (reason: string) => `Sie wurde nicht freigegeben${reason && `: ${reason}`}`,
  ],
  approvals: ['Waits for approval', 'Wartet auf Freigabe'],
  noApprovals: ['Nothing waits', 'Nichts wartet'],
  noApprovalsText: [
    'When somebody asks to offer an app to everybody, it is here.',
    'Wenn jemand darum bittet, eine App allen anzubieten, steht sie hier.',
  ],
  approvalsFailed: ['What waits could not be listed', 'Was wartet, konnte nicht gelistet werden'],
  byPerson: [(name: string) => `by ${name}`, (name: string) => `von ${name}`],
  approve: ['Approve', 'Freigeben'],
  reject: ['Reject', 'Ablehnen'],
  why: ['Why not? The person reads this.', 'Warum nicht? Das liest die Person.'],
  whyNeeded: ['Say why, so that it can be mended.', 'Sage warum, damit es sich beheben lässt.'],
  approvedDone: [(title: string) => `${title} is approved`, (title: string) => `${title} ist freigegeben`],
  rejectedDone: [(title: string) => `${title} is rejected`, (title: string) => `${title} ist abgelehnt`],
});
export type JobWords = ReturnType<typeof jobWords>;
