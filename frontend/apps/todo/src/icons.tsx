/** Drawn with the line of the text around them. */
const Icon = ({ path }: { path: string }) => (
  <svg viewBox="0 0 18 18" aria-hidden="true">
    <path d={path} />
  </svg>
);
export const AddIcon = () => <Icon path="M9 3v12M3 9h12" />;
export const RemoveIcon = () => <Icon path="M5 5l8 8M13 5l-8 8" />;
export const MoreIcon = () => <Icon path="M4 9h.01M9 9h.01M14 9h.01" />;
export const GripIcon = () => (
  <Icon path="M6.5 5h.01M6.5 9h.01M6.5 13h.01M11.5 5h.01M11.5 9h.01M11.5 13h.01" />
);
export const DayIcon = () => <Icon path="M3.5 5.5h11v9h-11zM3.5 8.5h11M6.5 3.5v3M11.5 3.5v3" />;
