/** How many seconds a card takes: what was measured of many, moved towards the learner's own medians; twin of pace.py. */
import type { Timing, Timings } from "./deck";

const NEW_S = 44.6;
const KNOWN_SAVES_S = 30.2;
const PASSED_S = 12.7;
const FAILED_S = 36.9;
const PRIOR_WEIGHT = 20;

/** One learner's seconds. */
export interface Pace {
  newS: number;
  /** A new card takes so much less when it is known already. */
  knownSavesS: number;
  passedS: number;
  failedS: number;
}

const shrunk = ({ n, medianS }: Timing, prior: number): number =>
  (n * medianS + PRIOR_WEIGHT * prior) / (n + PRIOR_WEIGHT);

/** `pAll`: the part of first tries that go well, by which their median is told apart into two kinds. */
export function pace(timings: Timings, pAll: number): Pace {
  const expected = NEW_S - KNOWN_SAVES_S * pAll;
  const scale = shrunk(timings.new, expected) / expected;
  return {
    newS: NEW_S * scale,
    knownSavesS: KNOWN_SAVES_S * scale,
    passedS: shrunk(timings.passed, PASSED_S),
    failedS: shrunk(timings.failed, FAILED_S),
  };
}

/** Expected seconds of a new card, known with chance `p`, and of a seen one, recalled with chance `r`. */
export const secondsOfNew = ({ newS, knownSavesS }: Pace, p: number): number => newS - knownSavesS * p;
export const secondsOfSeen = ({ passedS, failedS }: Pace, r: number): number =>
  passedS * r + failedS * (1 - r);
/** The least that any card takes. */
export const leastSeconds = ({ newS, knownSavesS, passedS, failedS }: Pace): number =>
  Math.max(Math.min(newS - knownSavesS, passedS, failedS), 0.1);
