/** The shape of one device in GET /api/devices. */
export interface DeviceLine {
  id: string;
  /** The learner's name for it, else its own; "" = it never told one. */
  name: string;
  /** The one that asked. */
  this: boolean;
  /** Moments in ms since 1970, the last one to about two minutes. */
  first_sync: number;
  last_sync: number;
  /** Grades and changes it had not sent, as it said last. */
  unsynced: number;
  /** It has to sign in before it can send or fetch anything. */
  ended: boolean;
}
