/** A place held for what is on its way, of the size it will have. */
export function Skeleton({ height, width }: { height: number; width?: number | string }) {
  return <div className="skeleton" style={{ height, width }} aria-hidden="true" />;
}
