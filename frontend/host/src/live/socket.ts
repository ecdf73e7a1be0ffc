/** The one place that touches WebSocket. */

export interface SocketEvents {
  opened(): void;
  received(text: string): void;
  /** `opened` false when the handshake did not succeed: the browser does not say why. */
  closed(code: number, opened: boolean): void;
}
export interface LiveSocket {
  send(text: string): void;
  /** No event comes after this call. */
  close(): void;
  /** Bytes that the browser has not sent yet. */
  readonly buffered: number;
}
export type Connect = (canvas: string, token: string, events: SocketEvents) => LiveSocket;

/** Opens `/api/canvas/{id}/live`; the token travels as a subprotocol, never in the URL. */
export const connectBrowser: Connect = (canvas, token, events) => {
  const url = new URL(`/api/canvas/${encodeURIComponent(canvas)}/live`, location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(url, ['gesso.v1', `bearer.${token}`]);
  let opened = false;
  let silent = false;
  socket.onopen = () => {
    opened = true;
    if (!silent) events.opened();
  };
  socket.onmessage = (message) => {
    if (!silent && typeof message.data === 'string') events.received(message.data);
  };
  socket.onclose = (close) => {
    if (!silent) events.closed(close.code, opened);
  };
  return {
    send: (text) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close: () => {
      silent = true;
      socket.close(1000);
    },
    get buffered() {
      return socket.bufferedAmount;
    },
  };
};
