/** What every micro-app has to hold; an app's own tests call it once. */
export { type MicroApp, microAppContract } from '../host/test/contractKit.tsx';
