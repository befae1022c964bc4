import type { MenuItemConstructorOptions, NativeImage } from 'electron';
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { MenuEntry, TrayRecord } from './protocol.ts';

type Template = readonly MenuItemConstructorOptions[];

/** A menu as it was asked for. */
export class StandInMenu extends EventEmitter {
  static application: StandInMenu | null = null;
  readonly template: Template;

  constructor(template: Template) {
    super();
    this.template = template;
  }

  static buildFromTemplate(template: Template): StandInMenu {
    return new StandInMenu(template);
  }

  static setApplicationMenu(menu: StandInMenu | null): void {
    StandInMenu.application = menu;
  }

  entries(): MenuEntry[] {
    return entriesOf(this.template);
  }

  click(labels: readonly string[]): void {
    let items: Template = this.template;
    let found: MenuItemConstructorOptions | undefined;
    for (const label of labels) {
      found = items.find((item) => item.label?.startsWith(label));
      if (!found)
        throw new Error(`No menu item "${label}" among: ${items.map((item) => item.label).join(' | ')}`);
      items = submenuOf(found);
    }
    if (!found?.click || found.enabled === false)
      throw new Error(`"${labels.join(' > ')}" cannot be clicked.`);
    // The shell's menu items use none of the three arguments.
    (found.click as () => void)();
  }
}

function submenuOf({ submenu }: MenuItemConstructorOptions): Template {
  return Array.isArray(submenu) ? submenu : [];
}

function entriesOf(template: Template): MenuEntry[] {
  return template.map((item) => ({
    label: item.label ?? '',
    type: item.type ?? (item.submenu ? 'submenu' : 'normal'),
    enabled: item.enabled ?? true,
    role: item.role ?? null,
    submenu: entriesOf(submenuOf(item)),
  }));
}

/** A picture that must be there and be one, in both sizes. */
export class StandInImage {
  readonly file: string;
  template = false;

  private constructor(file: string) {
    this.file = file;
  }

  static createFromPath(file: string): StandInImage & Pick<NativeImage, 'setTemplateImage'> {
    for (const name of [file, file.replace(/\.png$/u, '@2x.png')]) {
      if (readFileSync(name).subarray(1, 4).toString('latin1') !== 'PNG')
        throw new Error(`${name} is no picture.`);
    }
    return new StandInImage(file);
  }

  setTemplateImage(template: boolean): void {
    this.template = template;
  }
}

/** A tray icon as it was asked for. */
export class StandInTray extends EventEmitter {
  static readonly all: StandInTray[] = [];
  menu: StandInMenu | null = null;
  #image: StandInImage;
  #tooltip = '';

  constructor(image: StandInImage) {
    super();
    this.#image = image;
    StandInTray.all.push(this);
  }

  setImage(image: StandInImage): void {
    this.#image = image;
  }

  setToolTip(text: string): void {
    this.#tooltip = text;
  }

  setContextMenu(menu: StandInMenu | null): void {
    this.menu = menu;
  }

  destroy(): void {
    StandInTray.all.splice(StandInTray.all.indexOf(this), 1);
  }

  record(): TrayRecord {
    return { image: this.#image.file, tooltip: this.#tooltip, menu: this.menu?.entries() ?? [] };
  }
}
