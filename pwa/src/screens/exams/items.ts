/** Each kind of item an exam may hold, in words and with an example of our own. */

export interface ItemType {
  name: string;
  what: string;
  /** The question, what there is to choose from, and what would be right. */
  example: { asks: string; from: string[]; right: string };
}

const choice: ItemType = {
  name: "One right answer",
  what: "One of four options is right. No answer counts as wrong, so give one even when you guess.",
  example: {
    asks: "A shop scores all customers once a night. No one waits for a single score. What costs least to run?",
    from: [
      "A real-time endpoint that is always on",
      "A batch transform job each night",
      "An endpoint on each store's own device",
      "A notebook that someone starts in the morning",
    ],
    right:
      "The batch transform job: it is paid only while it runs, and nothing else needs an answer at once.",
  },
};
const response: ItemType = {
  name: "Several right answers",
  what: "Two or more of five or more options are right, and the question says how many. Only the whole choice counts.",
  example: {
    asks: "Training loss falls while validation loss rises. Which steps help? (Choose two.)",
    from: ["More dropout", "More layers", "Early stopping", "A higher learning rate", "Fewer training rows"],
    right:
      "More dropout and early stopping: both keep the model from learning the noise. One of them alone counts as wrong.",
  },
};
const ordering: ItemType = {
  name: "Ordering",
  what: "Three to five steps are put into the right order. Only the whole order counts. Practice papers do not hold these; cards do.",
  example: {
    asks: "Put the steps of a first model into order.",
    from: ["Evaluate on held-out rows", "Split the data", "Train", "Prepare the features"],
    right:
      "Split the data, prepare the features, train, evaluate: what is fitted to the features must not see held-out rows.",
  },
};
const matching: ItemType = {
  name: "Matching",
  what: "Each of three to seven prompts gets its partner from a list. Only all pairs together count. Practice papers do not hold these; cards do.",
  example: {
    asks: "Which measure fits which model?",
    from: ["Predicts a price", "Finds rare fraud", "Groups customers"],
    right: "A price: RMSE. Rare fraud: recall and precision. Groups: silhouette.",
  },
};

const types: Record<string, ItemType> = {
  choice,
  response,
  order: ordering,
  ordering,
  match: matching,
  matching,
};

/** A kind that this version does not know is named as the blueprint names it, without an example. */
export const itemType = (id: string): ItemType | null => types[id] ?? null;
