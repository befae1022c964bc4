import { Menu, nativeImage, Tray, type MenuItemConstructorOptions, type NativeImage } from 'electron';
import path from 'node:path';
import type { TrayAction, TrayIcon, TrayItem, TrayView } from './tray-view.ts';

const LONGEST_OPEN_MS = 30_000;

/** Draws what `tray-view.ts` decided; decides nothing. */
export class TrayDrawer {
  readonly #tray: Tray;
  readonly #resourcesDir: string;
  readonly #onAction: (action: TrayAction) => void;
  #drawn = '';
  #menu: Menu | null = null;
  #openSince: number | null = null;

  constructor(resourcesDir: string, on: { action: (action: TrayAction) => void; activate: () => void }) {
    this.#resourcesDir = resourcesDir;
    this.#onAction = on.action;
    this.#tray = new Tray(trayImage(resourcesDir, 'unknown'));
    this.#tray.on('click', on.activate);
    // Where a click opens the popover, the menu is the right button's; Linux always has the menu attached.
    if (process.platform !== 'linux') {
      this.#tray.on('right-click', () => this.#menu && this.#tray.popUpContextMenu(this.#menu));
    }
  }

  draw(view: TrayView): void {
    this.#tray.setImage(trayImage(this.#resourcesDir, view.icon));
    this.#tray.setToolTip(view.tooltip);
    const key = JSON.stringify(view.menu);
    if (key === this.#drawn || this.#isOpen()) return;
    this.#drawn = key;
    this.#menu = this.#build(view.menu);
    if (process.platform === 'linux') this.#tray.setContextMenu(this.#menu);
  }

  #build(items: readonly TrayItem[]): Menu {
    const menu = Menu.buildFromTemplate(items.map((item) => this.#template(item)));
    menu.on('menu-will-show', () => {
      this.#openSince = performance.now();
    });
    menu.on('menu-will-close', () => {
      this.#openSince = null;
    });
    return menu;
  }

  /** A menu that somebody is reading is not replaced; nor is one believed to be open for ever. */
  #isOpen(): boolean {
    return this.#openSince !== null && performance.now() - this.#openSince < LONGEST_OPEN_MS;
  }

  /** Where the icon is, or null where the desktop does not tell. */
  bounds(): Electron.Rectangle | null {
    return process.platform === 'linux' ? null : this.#tray.getBounds();
  }

  destroy(): void {
    this.#tray.destroy();
  }

  #template(item: TrayItem): MenuItemConstructorOptions {
    switch (item.kind) {
      case 'separator':
        return { type: 'separator' };
      case 'text':
        return { label: item.label, enabled: false };
      case 'action':
        return { label: item.label, click: () => this.#onAction(item.action) };
      case 'submenu':
        return {
          label: item.label,
          ...(item.icon ? { icon: trayImage(this.#resourcesDir, item.icon) } : {}),
          submenu: item.items.map((child) => this.#template(child)),
        };
    }
  }
}

/** Electron finds the `@2x` picture beside the first by itself. */
function trayImage(resourcesDir: string, icon: TrayIcon): NativeImage {
  const names = { darwin: 'trayTemplate.png', win32: 'tray.ico' } as Partial<Record<NodeJS.Platform, string>>;
  const file = path.join(resourcesDir, 'tray', icon, names[process.platform] ?? 'tray-22.png');
  const image = nativeImage.createFromPath(file);
  if (process.platform === 'darwin') image.setTemplateImage(true);
  return image;
}
