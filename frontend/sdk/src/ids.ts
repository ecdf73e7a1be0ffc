/** New ids: UUIDv7, so that they sort by the time of their making. Not here: ids that the server makes. */

let lastMillis = 0;
let counter = 0;

/** A UUIDv7; rising within this page, also within one millisecond and when the clock goes back. */
export function freshId(now: number = Date.now()): string {
  if (now > lastMillis) {
    lastMillis = now;
    counter = 0;
  } else {
    counter++;
    if (counter > 0xfff) {
      lastMillis++;
      counter = 0;
    }
  }
  const random = crypto.getRandomValues(new Uint8Array(8));
  random[0] = ((random[0] ?? 0) & 0x3f) | 0x80;
  const tail = [...random].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const time = lastMillis.toString(16).padStart(12, '0');
  const version = (0x7000 | counter).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}
