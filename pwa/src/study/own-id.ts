/** How a card that the learner wrote is told from the library's. */
export const isOwn = (card: string): boolean => card.startsWith("own.");
