/** What time it is, on a phone whose clock may lie: the server's time as last heard, never before what was seen. */

export interface Clock {
  /** server_time - own clock, in ms. */
  offset: number;
  /** Largest server_time heard; 0 = never. */
  server: number;
}
export const NO_CLOCK: Clock = { offset: 0, server: 0 };

const EARLIEST = Date.UTC(1900, 0, 1);
const LATEST = Date.UTC(2200, 11, 31);
const PROMPT_MS = 10_000;

/**
 * `own` is the phone's clock. If it was put right meanwhile, the offset no longer holds. (Equal would be the very
 * moment at which the offset was taken, which is no sign of that.)
 */
export function nowOf(clock: Clock, own: number): number {
  const putRight = own + clock.offset < clock.server && clock.server < own;
  return Math.max(own + (putRight ? 0 : clock.offset), clock.server + 1);
}

/** The time a new event gets, not before any that still waits to be sent. */
export const stampAt = (clock: Clock, own: number, largestWaiting: number): number =>
  Math.round(Math.min(Math.max(nowOf(clock, own), largestWaiting, EARLIEST), LATEST));

/** After an answer: `own` is the phone's clock when it came, `tookMs` how long it took. */
export function heard(clock: Clock, serverTime: number, own: number, tookMs: number): Clock {
  const offset = tookMs <= PROMPT_MS ? serverTime - own : clock.offset;
  return { offset, server: Math.max(clock.server, serverTime) };
}

/** Minutes east of UTC, here and then. */
export const zoneAt = (at: number): number =>
  Math.min(Math.max(-Math.round(new Date(at).getTimezoneOffset()), -720), 840);
