/**
 * Written from the Java records by a test; do not edit. After a change of the records:
 * mvn test -Dgesso.update=true
 */
export interface CanvasView {
  id: string;
  title: string;
  revision: number;
  at: number;
  role?: Role;
  grid: Grid;
  widgets: WidgetView[];
  removed: WidgetView[];
  layouts: LayoutView[];
  members: MemberView[];
  comments: CommentView[];
  from?: Lineage;
}

export interface WidgetView {
  id: string;
  appId: string;
  appVersion: string;
  backend: string;
  title: string;
  position: Position;
  wanted: Position;
  size: Size;
  min: Size;
  max: Size;
  z: number;
  locked: boolean;
  screens?: Screens;
}

export interface LayoutView {
  id: string;
  name: string;
  by: string;
  at: string;
  kept: boolean;
}

export interface MemberView {
  user: string;
  role: Role;
  name?: string;
}

export interface WidgetState {
  app: AppOf;
  config: JsonObject;
  state: JsonObject;
}

export interface Manifest {
  id: string;
  title: string;
  version: string;
  origin: string;
  remoteEntry: string;
  summary: string;
  icon: string;
  category: string;
  author: string;
  permissions: string[];
  sizes: Sizes;
  backend?: string;
  modules: string[];
  integrity: string;
  bytes: number;
  generated?: Generated;
  intents?: Record<string, Intent>;
}

export interface ClientFrameBase {
  t: 'join' | 'watch' | 'unwatch' | 'cmd' | 'live' | 'auth' | 'ping';
}

export interface ServerFrameBase {
  t: 'hello' | 'state' | 'ready' | 'ack' | 'no' | 'retry' | 'ev' | 'live' | 'peers' | 'role' | 'registry' | 'bye' | 'pong';
}

export interface ClientJoin extends ClientFrameBase {
  t: 'join';
  client: string;
  since?: Record<string, number>;
  watch?: 'all' | string[];
}

export interface ClientWatch extends ClientFrameBase {
  t: 'watch';
  widgets: string[];
}

export interface ClientUnwatch extends ClientFrameBase {
  t: 'unwatch';
  widgets: string[];
}

export interface ClientCmd extends ClientFrameBase {
  t: 'cmd';
  id: string;
  to: string;
  do: string;
  data?: JsonObject;
  cause?: string;
  correlation?: string;
  again?: boolean;
}

export interface ClientLive extends ClientFrameBase {
  t: 'live';
  data: JsonObject;
}

export interface ClientAuth extends ClientFrameBase {
  t: 'auth';
  token: string;
}

export interface ClientPing extends ClientFrameBase {
  t: 'ping';
  n: number;
}

export interface ServerHello extends ServerFrameBase {
  t: 'hello';
  session: string;
  user: UserOf;
  role: Role;
  canvas: string;
  at: number;
}

export interface ServerState extends ServerFrameBase {
  t: 'state';
  of: string;
  rev: number;
  at: number;
  data: JsonObject;
}

export interface ServerReady extends ServerFrameBase {
  t: 'ready';
  at: number;
}

export interface ServerAck extends ServerFrameBase {
  t: 'ack';
  id: string;
  rev: number;
  at: number;
  data?: JsonObject;
}

export interface ServerNo extends ServerFrameBase {
  t: 'no';
  id?: string;
  code: Refusal;
  detail?: string;
}

export interface ServerRetry extends ServerFrameBase {
  t: 'retry';
  id: string;
  after: number;
  detail?: string;
}

export interface ServerEv extends ServerFrameBase {
  t: 'ev';
  of: string;
  rev: number;
  at: number;
  by: string;
  client: string;
  op: string;
  cause?: string;
  correlation?: string;
  type: string;
  data: JsonObject;
}

export interface ServerLive extends ServerFrameBase {
  t: 'live';
  from: string;
  user: string;
  data: JsonObject;
}

export interface ServerPeers extends ServerFrameBase {
  t: 'peers';
  in: Peer[];
  out: string[];
}

export interface ServerRoleIs extends ServerFrameBase {
  t: 'role';
  role: Role;
}

export interface ServerRegistry extends ServerFrameBase {
  t: 'registry';
  apps: Record<string, Standing>;
}

export interface ServerBye extends ServerFrameBase {
  t: 'bye';
  code: string;
}

export interface ServerPong extends ServerFrameBase {
  t: 'pong';
  n: number;
}

export interface Created {
  title: string;
  grid: Grid;
  from?: Lineage;
}

export interface Renamed {
  title: string;
  was: string;
}

export interface GridConfigured {
  grid: Grid;
  was: Grid;
  pushed?: Record<string, Position>;
}

export interface WidgetAdded {
  widget: string;
  appId: string;
  appVersion: string;
  backend: string;
  title: string;
  position: Position;
  size: Size;
  min: Size;
  max: Size;
  z: number;
  config?: JsonObject;
  pushed?: Record<string, Position>;
}

export interface WidgetMoved {
  widget: string;
  position: Position;
  from: Position;
  pushed?: Record<string, Position>;
}

export interface WidgetResized {
  widget: string;
  size: Size;
  from: Size;
  pushed?: Record<string, Position>;
}

export interface WidgetRemoved {
  widget: string;
  pushed?: Record<string, Position>;
}

export interface WidgetRestored {
  widget: string;
  position: Position;
  pushed?: Record<string, Position>;
}

export interface WidgetLocked {
  widget: string;
  locked: boolean;
  position?: Position;
  from?: Position;
  pushed?: Record<string, Position>;
}

export interface WidgetRaised {
  widget: string;
  z: number;
  was: number;
}

export interface WidgetRenamed {
  widget: string;
  title: string;
  was: string;
}

export interface WidgetUpgraded {
  widget: string;
  appVersion: string;
  min: Size;
  max: Size;
  was: AppRelease;
}

export interface ScreenArranged {
  screen: Screen;
  places: Record<string, Place>;
  was: Record<string, Place>;
}

export interface LayoutSaved {
  layout: string;
  name: string;
  places: Record<string, Place>;
  screens?: ScreenPlaces;
}

export interface LayoutLoaded {
  layout: string;
  places: Record<string, Place>;
  restored: string[];
  before: Record<string, Place>;
  saved?: SavedLayout;
}

export interface LayoutReverted {
  layout: string;
  places: Record<string, Place>;
  removed: string[];
  was: Record<string, Place>;
}

export interface CommentAdded {
  comment: string;
  text: string;
  mentions: string[];
  widget?: string;
  parent?: string;
  about: number;
  answers: string[];
}

export interface CommentEdited {
  comment: string;
  text: string;
  mentions: string[];
  was: string;
}

export interface CommentResolved {
  comment: string;
  resolved: boolean;
}

export interface CommentRemoved {
  comment: string;
}

export interface CommentRestored {
  comment: string;
  was: CommentView;
}

export interface MemberJoined {
  user: string;
  role: Role;
  link?: string;
}

export interface MemberRoleChanged {
  user: string;
  role: Role;
  was: Role;
}

export interface MemberRemoved {
  user: string;
  role: Role;
}

export interface LinkCreated {
  link: string;
  role: Role;
  hash: string;
  expiresAt?: number;
}

export interface LinkRevoked {
  link: string;
}

export interface Deleted {
}

export interface Restored {
}

export interface Registered {
  manifest: Manifest;
}

export interface VersionPublished {
  manifest: Manifest;
}

export interface Revoked {
  version?: string;
  reason: string;
}

export interface Suspended {
  reason: string;
}

export interface Reinstated {
}

export interface Rated {
  stars: number;
}

export interface Shared {
  version: string;
}

export interface Seeded {
  app: string;
  version: string;
  config: JsonObject;
  state: JsonObject;
}

export interface Configured {
  config: JsonObject;
  was: JsonObject;
}

export interface StatePatched {
  patch: JsonObject;
  was: JsonObject;
}

export interface Grid {
  columns: number;
  rowHeight: number;
  gap: number;
  collision: Collision;
}

export interface CommentView {
  id: string;
  text: string;
  mentions: string[];
  widget?: string;
  parent?: string;
  at: number;
  by: string;
  createdAt: string;
  editedAt?: string;
  resolved: boolean;
  resolvedBy?: string;
  resolvedAt?: string;
  removed: boolean;
}

export interface Lineage {
  canvas: string;
  at: number;
}

export interface Position {
  x: number;
  y: number;
}

export interface Size {
  w: number;
  h: number;
}

export interface Screens {
  tablet?: Place;
  phone?: Place;
}

export interface AppOf {
  id: string;
  version: string;
}

export interface Sizes {
  default: Size;
  min: Size;
  max: Size;
}

export interface Generated {
  prompt: string;
  shared: boolean;
  job?: string;
  owner?: string;
  canvas?: string;
  specification?: AppSpecification;
  key?: string;
  signature?: string;
}

export interface Intent {
  title: string;
  fields: Record<string, string>;
  result?: Record<string, string>;
}

export interface UserOf {
  id: string;
  name: string;
}

export interface Peer {
  session: string;
  user: string;
  name: string;
  role: Role;
}

export interface Standing {
  version: string;
  status: Status;
  reason?: string;
  revoked: Record<string, string>;
}

export interface AppRelease {
  appVersion: string;
  min: Size;
  max: Size;
}

export interface Place {
  position: Position;
  size: Size;
}

export interface ScreenPlaces {
  tablet?: Record<string, Place>;
  phone?: Record<string, Place>;
}

export interface SavedLayout {
  layout: string;
  name: string;
}

export interface AppSpecification {
  title: string;
  summary: string;
  icon: string;
  entities: Entity[];
  views: View[];
  actions: Action[];
  question?: string;
}

export interface Entity {
  name: string;
  title: string;
  fields: Field[];
  rules?: Rule[];
}

export interface View {
  kind: Kind;
  title: string;
  entity: string;
  group?: string;
  date?: string;
  value?: string;
  done?: string;
  order?: string;
}

export interface Action {
  kind: Doing;
  entity: string;
  field?: string;
}

export interface Field {
  name: string;
  label: string;
  type: FieldType;
  required: boolean;
  min?: number;
  max?: number;
  options?: string[];
  unit?: string;
  formula?: string;
}

export interface Rule {
  cel: string;
  message: string;
  field?: string;
}

export type Role = 'owner' | 'editor' | 'commenter' | 'viewer' | 'analyst';

export type Refusal = 'invalid' | 'unknown-command' | 'unauthenticated' | 'forbidden' | 'not-found' | 'gone' | 'conflict' | 'operation-reused' | 'last-owner' | 'too-large' | 'rate-limited' | 'unavailable' | 'before-birth' | 'future';

export type Screen = 'tablet' | 'phone';

export type Collision = 'push' | 'reject' | 'free';

export type Status = 'active' | 'suspended' | 'revoked';

export type Kind = 'list' | 'table' | 'board' | 'calendar' | 'form' | 'counter' | 'timer' | 'poll' | 'chart' | 'calculator' | 'checklist' | 'notes';

export type Doing = 'add' | 'edit' | 'remove' | 'toggle' | 'move' | 'step' | 'vote';

export type FieldType = 'text' | 'longtext' | 'number' | 'date' | 'time' | 'boolean' | 'choice' | 'rating' | 'person' | 'url' | 'email' | 'duration';

export type ClientFrame = ClientJoin | ClientWatch | ClientUnwatch | ClientCmd | ClientLive | ClientAuth | ClientPing;

export type ServerFrame = ServerHello | ServerState | ServerReady | ServerAck | ServerNo | ServerRetry | ServerEv | ServerLive | ServerPeers | ServerRoleIs | ServerRegistry | ServerBye | ServerPong;

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export interface CanvasEvents {
  'created': Created;
  'renamed': Renamed;
  'grid-configured': GridConfigured;
  'widget-added': WidgetAdded;
  'widget-moved': WidgetMoved;
  'widget-resized': WidgetResized;
  'widget-removed': WidgetRemoved;
  'widget-restored': WidgetRestored;
  'widget-locked': WidgetLocked;
  'widget-raised': WidgetRaised;
  'widget-renamed': WidgetRenamed;
  'widget-upgraded': WidgetUpgraded;
  'screen-arranged': ScreenArranged;
  'layout-saved': LayoutSaved;
  'layout-loaded': LayoutLoaded;
  'layout-reverted': LayoutReverted;
  'comment-added': CommentAdded;
  'comment-edited': CommentEdited;
  'comment-resolved': CommentResolved;
  'comment-removed': CommentRemoved;
  'comment-restored': CommentRestored;
  'member-joined': MemberJoined;
  'member-role-changed': MemberRoleChanged;
  'member-removed': MemberRemoved;
  'link-created': LinkCreated;
  'link-revoked': LinkRevoked;
  'deleted': Deleted;
  'restored': Restored;
}

export type CanvasEvent = {
  [T in keyof CanvasEvents]: { type: T; data: CanvasEvents[T] };
}[keyof CanvasEvents];

export interface WidgetEvents {
  'seeded': Seeded;
  'configured': Configured;
  'state-patched': StatePatched;
}

export interface AppEvents {
  'registered': Registered;
  'version-published': VersionPublished;
  'revoked': Revoked;
  'suspended': Suspended;
  'reinstated': Reinstated;
  'rated': Rated;
  'shared': Shared;
}
