/** A host without a server, for developing and testing one app alone. */
export { FakePage, type FakePageProps } from './FakePage.tsx';
export { FakeSettings, FakeWidget, type Modules, useFake } from './FakeWidget.tsx';
export { FakeHost, type Staged } from './host.ts';
export { FakeContext, FakeSession, type Looks, type Trouble } from './session.ts';
export { type FakeApp, FakeWorld, type Line } from './world.ts';
