/**
 * Loaded into a real Electron before main (`-r`): records what cannot be asked for later and offers the functions
 * of tests/fakes/electron-host/protocol.ts under `globalThis.watchpostControl`. Plain CommonJS, as `-r` wants it.
 */
const electron = require('electron');

const { app, BrowserWindow, dialog, globalShortcut, ipcMain, Menu, net, powerMonitor, protocol, shell } =
  electron;
const asked = {
  trays: [],
  opened: [],
  errorBoxes: [],
  engines: [],
  running: 0,
  schemes: [],
  links: [],
  shortcuts: new Map(),
};

/** Runs `before` with the arguments of every call of a method. */
function watch(object, name, before, instead) {
  const original = object[name];
  object[name] = function watched(...args) {
    before.call(this, ...args);
    return instead ? instead(...args) : original.apply(this, args);
  };
}

const images = new WeakMap();
const createFromPath = electron.nativeImage.createFromPath.bind(electron.nativeImage);
electron.nativeImage.createFromPath = (file) => {
  const image = createFromPath(file);
  images.set(image, file);
  return image;
};
const recordOf = (tray) => {
  const known = asked.trays.find((record) => record.tray === tray);
  if (known) return known;
  const record = { tray, image: '', tooltip: '', menu: null };
  asked.trays.push(record);
  return record;
};
watch(electron.Tray.prototype, 'setImage', function (image) {
  recordOf(this).image = images.get(image) ?? '';
});
watch(electron.Tray.prototype, 'setToolTip', function (text) {
  recordOf(this).tooltip = text;
});
watch(electron.Tray.prototype, 'setContextMenu', function (menu) {
  recordOf(this).menu = menu;
});
watch(electron.Tray.prototype, 'destroy', function () {
  asked.trays = asked.trays.filter((record) => record.tray !== this);
});
watch(
  shell,
  'openExternal',
  (url) => asked.opened.push(url),
  () => Promise.resolve(),
);
watch(
  dialog,
  'showErrorBox',
  (title, text) => asked.errorBoxes.push(`${title}: ${text}`),
  () => {},
);
watch(protocol, 'registerSchemesAsPrivileged', (all) =>
  asked.schemes.push(...all.map(({ scheme }) => scheme)),
);
watch(
  app,
  'setAsDefaultProtocolClient',
  (scheme) => asked.links.push(scheme),
  () => true,
);
watch(
  globalShortcut,
  'register',
  (accelerator, pressed) => {
    if (!process.env.STAND_IN_REFUSES_SHORTCUTS) asked.shortcuts.set(accelerator, pressed);
  },
  () => !process.env.STAND_IN_REFUSES_SHORTCUTS,
);
const fork = electron.utilityProcess.fork.bind(electron.utilityProcess);
electron.utilityProcess.fork = (...args) => {
  const child = fork(...args);
  asked.running += 1;
  child.once('spawn', () => asked.engines.push(child.pid));
  child.once('exit', () => (asked.running -= 1));
  return child;
};
// Pages report what the bridge tells them, for `page`.
app.on('web-contents-created', (_event, contents) => {
  contents.on('dom-ready', () => void contents.executeJavaScript(LISTEN).catch(() => {}));
});
const LISTEN = `(() => {
  const bridge = window.watchpost;
  const record = (window.watchpostRecord = {
    hasBridge: Boolean(bridge), methods: bridge ? Object.keys(bridge) : [], connection: [], navigations: [], events: [],
  });
  if (!bridge) return;
  bridge.onConnectionChange((connected) => record.connection.push(connected));
  bridge.onNavigate((path) => record.navigations.push(path));
  for (const name of ['monitors', 'instance', 'activity', 'notification'])
    bridge.on(name, (payload) => record.events.push({ name, payload }));
})()`;

const entriesOf = (menu) =>
  (menu?.items ?? []).map((item) => ({
    label: item.label,
    type: item.type,
    enabled: item.enabled,
    role: item.role ?? null,
    submenu: entriesOf(item.submenu),
  }));
const windowOf = (id) => BrowserWindow.fromId(id);
const run = (id, code) => windowOf(id).webContents.executeJavaScript(code, true);
const pause = () => new Promise((resolve) => setTimeout(resolve, 500));

globalThis.watchpostControl = {
  recording: () => ({
    trays: asked.trays.map(({ image, tooltip, menu }) => ({ image, tooltip, menu: entriesOf(menu) })),
    windows: BrowserWindow.getAllWindows().map((window) => {
      const { preload, sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } =
        window.webContents.getLastWebPreferences();
      return {
        id: window.id,
        url: window.webContents.getURL(),
        visible: window.isVisible(),
        title: window.getTitle(),
        frame: true,
        backgroundColor: window.getBackgroundColor(),
        bounds: window.getNormalBounds(),
        webPreferences: { preload, sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag },
      };
    }),
    appMenu: entriesOf(Menu.getApplicationMenu()),
    privilegedSchemes: asked.schemes,
    linkSchemes: asked.links,
    shortcuts: [...asked.shortcuts.keys()],
    opened: asked.opened,
    errorBoxes: asked.errorBoxes,
    engines: asked.engines,
    engineRuns: asked.running > 0,
  }),
  clickTrayMenu(...labels) {
    let items = asked.trays[0].menu.items;
    let found;
    for (const label of labels) {
      found = items.find((item) => item.label.startsWith(label));
      if (!found) throw new Error(`No menu item "${label}"`);
      items = found.submenu?.items ?? [];
    }
    found.click();
  },
  activateTray: () => void asked.trays[0].tray.emit('click', {}),
  power: (signal) => void powerMonitor.emit(signal),
  openLink: (link) => void app.emit('open-url', { preventDefault() {} }, link),
  pressShortcut: (accelerator) => asked.shortcuts.get(accelerator)?.(),
  closeWindow: (id) => windowOf(id).close(),
  quit: () => void setTimeout(() => app.quit()),
  async fetchPage(url) {
    const answer = await net.fetch(url);
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
  },
  async navigate(id, url) {
    const before = windowOf(id).webContents.getURL();
    await run(id, `window.location.href = ${JSON.stringify(url)}; undefined`);
    await pause();
    return windowOf(id).webContents.getURL() !== before;
  },
  openWindow: (id, url) => run(id, `window.open(${JSON.stringify(url)}) !== null`),
  async attachWebView(id) {
    const guests = () =>
      electron.webContents.getAllWebContents().filter((each) => each.getType() === 'webview');
    await run(
      id,
      `document.body.append(Object.assign(document.createElement('webview'), { src: 'data:text/html,x' })); undefined`,
    );
    await pause();
    return guests().length > 0;
  },
  askPermission: (id, permission) =>
    run(
      id,
      `navigator.permissions.query({ name: ${JSON.stringify(permission)} }).then(({ state }) => state === 'granted')`,
    ),
  forceLoad: (id, url) => windowOf(id).loadURL(url),
  async connectFromFrame(id) {
    const { webContents } = windowOf(id);
    const event = { sender: webContents, senderFrame: { url: webContents.getURL() }, ports: [] };
    ipcMain.emit('watchpost:connect', event);
  },
  page: (id) => run(id, 'window.watchpostRecord'),
  callBridge: (id, name, input) =>
    run(id, `window.watchpost[${JSON.stringify(name)}](${JSON.stringify(input)})`),
};
