import { Resvg } from '@resvg/resvg-js';
import { SHAPE_NAMES, type ShapeName } from '../../shared/domain/state-shapes.ts';
import { icnsFile, icoFile } from './containers.ts';
import { appSvg, colouredSvg, templateSvg } from './svg.ts';

const LINUX_SIZES = [16, 22, 24];
const WINDOWS_SIZES = [16, 20, 24, 32, 48];
const APP_ICO_SIZES = [16, 24, 32, 48, 64, 128, 256];
const TEMPLATE_SIZE = 16;

/** The PNG file of an SVG picture at its own size. */
export function rasterise(svg: string): Buffer {
  return new Resvg(svg).render().asPng();
}

function stateFiles(shape: ShapeName): [string, Buffer][] {
  const folder = `resources/tray/${shape}`;
  const png = (size: number): Buffer => rasterise(colouredSvg(shape, size));
  return [
    [`${folder}/tray.svg`, Buffer.from(colouredSvg(shape, 16))],
    ...LINUX_SIZES.flatMap((size): [string, Buffer][] => [
      [`${folder}/tray-${size}.png`, png(size)],
      [`${folder}/tray-${size}@2x.png`, png(2 * size)],
    ]),
    [`${folder}/trayTemplate.png`, rasterise(templateSvg(shape, TEMPLATE_SIZE))],
    [`${folder}/trayTemplate@2x.png`, rasterise(templateSvg(shape, 2 * TEMPLATE_SIZE))],
    [`${folder}/tray.ico`, icoFile(WINDOWS_SIZES.map((size) => ({ size, png: png(size) })))],
  ];
}

function appFiles(): [string, Buffer][] {
  const png = (size: number): Buffer => rasterise(appSvg(size));
  return [
    ['resources/icons/icon.svg', Buffer.from(appSvg(512))],
    ['resources/icons/icon.png', png(512)],
    ['resources/icons/icon.ico', icoFile(APP_ICO_SIZES.map((size) => ({ size, png: png(size) })))],
    ['resources/icons/icon.icns', icnsFile(png)],
  ];
}

/** Every icon that is committed, by its path in the repository; drawn anew from the shapes. */
export function drawIcons(): Map<string, Buffer> {
  return new Map([...SHAPE_NAMES.flatMap(stateFiles), ...appFiles()]);
}
