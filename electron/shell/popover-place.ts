interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const GAP = 4;

/** Where the popover goes: centred on the tray icon, above or below it, wholly inside the work area. Pure. */
export function popoverPlace(
  tray: Box,
  popover: { width: number; height: number },
  workArea: Box,
): { x: number; y: number } {
  const centred = Math.round(tray.x + tray.width / 2 - popover.width / 2);
  const trayIsAbove = tray.y + tray.height / 2 < workArea.y + workArea.height / 2;
  const beside = trayIsAbove ? tray.y + tray.height + GAP : tray.y - popover.height - GAP;
  return {
    x: clamp(centred, workArea.x, workArea.x + workArea.width - popover.width),
    y: clamp(beside, workArea.y, workArea.y + workArea.height - popover.height),
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, Math.max(least, most)));
}
