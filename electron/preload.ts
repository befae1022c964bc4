/** The window's bridge: named methods for the contract, over a port that stays in this isolated world. */
import { contextBridge, ipcRenderer } from 'electron';
import { z } from 'zod';
import { BRIDGE_KEY } from '../shared/contract/bridge.ts';
import { IPC } from '../shared/contract/process.ts';
import { createBridge } from './shell/bridge.ts';

z.config({ jitless: true });

const bridge = createBridge();
ipcRenderer.on(IPC.port, (event) => {
  const [port] = event.ports;
  if (port) bridge.connect(port);
});
ipcRenderer.on(IPC.navigate, (_event, page: unknown) => {
  if (typeof page === 'string' && page.startsWith('/')) bridge.navigate(page);
});
contextBridge.exposeInMainWorld(BRIDGE_KEY, bridge.exposed);
ipcRenderer.send(IPC.connect);
