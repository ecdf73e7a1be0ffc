/** What markup alone tells of how an app is to use without eyes or without a mouse. */

const CONTROLS =
  'button, a[href], input, select, textarea, [role=button], [role=textbox], [contenteditable=true]';
const REFERENCES = ['aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-activedescendant'];

/** Each fault with the markup that it is about; empty when there is none. */
export function faultsIn(container: HTMLElement): string[] {
  const faults: string[] = [];
  const say = (fault: string, element: Element) =>
    faults.push(`${fault}: ${element.outerHTML.slice(0, 160)}`);
  const all = (selector: string) => [...container.querySelectorAll<HTMLElement>(selector)];
  for (const control of all(CONTROLS)) {
    if (control.closest('[aria-hidden=true]')) {
      if (control.tabIndex >= 0 && !(control as HTMLButtonElement).disabled)
        say('can be reached though it is hidden', control);
    } else if (!/\S/.test(nameOf(control))) say('has no name', control);
    const outer = control.parentElement?.closest('button, a[href], [role=button]');
    if (outer) say('is a control inside another', control);
  }
  for (const image of all('img, [role=img]'))
    if (!image.hasAttribute('alt') && !/\S/.test(nameOf(image))) say('is a picture without words', image);
  for (const one of all('[tabindex]')) if (one.tabIndex > 0) say('has an order of its own', one);
  for (const item of all('li')) if (!item.closest('ul, ol, menu, [role=list]')) say('is in no list', item);
  for (const group of all('fieldset, [role=group]'))
    if (!/\S/.test(nameOf(group)) && !group.querySelector('legend')) say('is a group without a name', group);
  const ids = all('[id]').map(({ id }) => id);
  for (const id of new Set(ids.filter((one, i) => ids.indexOf(one) !== i)))
    faults.push(`id is there twice: ${id}`);
  for (const attribute of REFERENCES)
    for (const one of all(`[${attribute}]`))
      for (const id of (one.getAttribute(attribute) ?? '').split(' '))
        if (id && !document.getElementById(id)) say(`${attribute} points nowhere`, one);
  for (const label of all('label[for]'))
    if (!document.getElementById(label.getAttribute('for') ?? '')) say('labels nothing', label);
  return faults;
}

/** What a screen reader says of it, as far as markup tells. */
function nameOf(element: HTMLElement): string {
  const labelled = (element.getAttribute('aria-labelledby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent ?? '');
  const labels = [...((element as HTMLInputElement).labels ?? [])].map((label) => label.textContent);
  const own = element.getAttribute('aria-label') ?? '';
  const inside = element.matches('input, select, fieldset, [role=group]') ? '' : element.textContent;
  return [own, ...labelled, ...labels, inside, element.title].join(' ');
}
