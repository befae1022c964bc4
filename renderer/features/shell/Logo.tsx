/** A pulse that ends in a calm dot. */
export function Logo() {
  return (
    <svg className="logo" width="22" height="22" viewBox="0 0 32 32" aria-hidden="true">
      <rect className="logo-ground" width="32" height="32" rx="9" />
      <path className="logo-pulse" d="M6.5 17h4l2.6-7 4.6 13 2.7-6h3" />
      <circle className="logo-dot" cx="25.2" cy="17" r="2.1" />
    </svg>
  );
}
