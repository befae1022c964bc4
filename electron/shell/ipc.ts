import { ipcMain, type MessagePortMain, type WebContents } from 'electron';
import { IPC } from '../../shared/contract/process.ts';
import { isOwnPage } from './app-scheme.ts';

/** The only place that touches raw IPC: everything else speaks the contract over the port handed out here. */

/**
 * Calls `hand` whenever a page of ours asks for its port, at each load. A frame that is not the top one, or that
 * shows anything but our own window, gets no answer.
 */
export function onPortWanted(hand: (contents: WebContents) => void): () => void {
  const listener: Parameters<typeof ipcMain.on>[1] = (event) => {
    const frame = event.senderFrame;
    if (!frame || frame !== event.sender.mainFrame || !isOwnPage(frame.url)) return;
    hand(event.sender);
  };
  ipcMain.on(IPC.connect, listener);
  return () => void ipcMain.off(IPC.connect, listener);
}

/** Gives a window its end of a channel to the engine, and closes it instead where another page is shown there. */
export function handPort(contents: WebContents, port: MessagePortMain): void {
  if (isOwnPage(contents.mainFrame.url)) contents.postMessage(IPC.port, null, [port]);
  else port.close();
}

/** Asks an open window to show another of its pages without loading anew. */
export function showPage(contents: WebContents, path: string): void {
  contents.send(IPC.navigate, path);
}
