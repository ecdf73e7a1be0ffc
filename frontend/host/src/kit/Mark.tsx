/** Gesso's mark: a primed board with two strokes of colour. */
export function Mark({ size = 32 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <clipPath id="gesso-mark">
        <rect width="32" height="32" rx="8" />
      </clipPath>
      <g clipPath="url(#gesso-mark)">
        <rect width="32" height="32" fill="#2f5fd0" />
        <path d="M32 -2 32 32 -2 32Z" fill="#e8b34b" />
        <path d="M32 15 32 32 15 32Z" fill="#d1495b" />
      </g>
    </svg>
  );
}
