/** notify-send says so, in the words of GLib, where no session bus or no notification daemon answers. */
export const NO_DAEMON =
  /ServiceUnknown|not provided by any \.service|Cannot autolaunch|Could not connect|\$DISPLAY|D-Bus/iu;

/** Why notify-send showed nothing, with the remedy where one is known; from what it wrote or how it failed to start. */
export function desktopReason(text: string): string {
  if (
    /not found|No such file or directory|ENOENT|exit(ed)? (with )?code:? 127/iu.test(text) &&
    !NO_DAEMON.test(text)
  ) {
    return 'notify-send is not installed; install it (Debian: libnotify-bin, Fedora: libnotify) to get popups';
  }
  if (NO_DAEMON.test(text)) {
    return 'no notification daemon answers on this desktop session; start one (GNOME, KDE and Xfce bring one, else dunst)';
  }
  return text.trim().split('\n').at(-1)?.slice(0, 300) ?? 'unknown reason';
}
