/** The few pictures of the app, drawn in the line of the page. */
const PATHS = {
  send: 'M9 14.5v-11M4.5 8L9 3.5 13.5 8',
  smile: 'M9 2.5a6.5 6.5 0 100 13 6.5 6.5 0 000-13M6.5 10.5c1.2 2 3.8 2 5 0M6.75 7h.01M11.25 7h.01',
  reply: 'M7 5L3 9l4 4M3 9h7a5 5 0 015 4.5',
  edit: 'M3.5 14.5l.8-3 7.6-7.6a1.5 1.5 0 012.2 2.2l-7.6 7.6z',
  remove: 'M4 5.5h10M7 5.5v-2h4v2M5.5 5.5l.6 9h5.8l.6-9',
  close: 'M5 5l8 8M13 5l-8 8',
  todo: 'M3.5 3.5h11v11h-11zM6 9l2.2 2.2L12 7',
  down: 'M9 3.5v11M4.5 10L9 14.5 13.5 10',
  at: 'M11.5 9a2.5 2.5 0 11-5 0 2.5 2.5 0 015 0zM11.5 6.5v3.4c0 2.4 4 2.2 4-1A6.5 6.5 0 109 15.5c1.3 0 2.4-.3 3.4-.9',
} as const;

export const Icon = ({ name }: { name: keyof typeof PATHS }) => (
  <svg viewBox="0 0 18 18" aria-hidden="true">
    <path d={PATHS[name]} />
  </svg>
);
