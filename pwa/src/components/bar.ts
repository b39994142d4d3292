/** One domain of a chart: its share of the exam sets the length, and `share` of that length is filled. */
export interface DomainBar {
  name: string;
  /** Percent of the exam. */
  weight: number;
  /** 0..1 */
  share: number;
  note: string;
}
