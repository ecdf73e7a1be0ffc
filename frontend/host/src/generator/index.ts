/** Apps from prompts, one of the page's modules. */
import { host } from '../modules.ts';
import { AIGenerator } from './generator.ts';

export { AIGenerator, NotMade } from './generator.ts';
export const generator = new AIGenerator({
  api: () => host.api,
  app: (id) => host.registry.getAppDetails(id),
});
