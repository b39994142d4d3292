/** A small made-up library with one card of every form, and the awkward ones: long words, formulas, wide code. */
import type { LibraryCard, LibraryConcept, LibraryExam } from "../../study/app";

const source = {
  source: { title: "Amazon SageMaker AI developer guide", url: "https://example.org/guide" },
  verified_on: "2026-11-21",
};
const kept = { retired: false, changed_in: 1 };

export const concepts: LibraryConcept[] = [
  ["overfitting", "Overfitting and regularization", null],
  ["rmse", "Error measures of a regression", null],
  [
    "monitor",
    "Drift of a deployed model",
    "SageMaker Model Monitor takes no new customers since 30 Jul 2026; the exams still name it.",
  ],
].map(([id, name, note]) => ({
  id: id!,
  topic: "modeling",
  name: name!,
  summary: `<p>A model <strong>overfits</strong> when it learns the noise of its training data: the training loss keeps falling while the validation loss rises.</p><p>The cure is less freedom or more data: dropout, weight decay, early stopping, augmentation.</p>`,
  related: [],
  confusable: [],
  status: note ? { state: "maintenance", since: "2026-07-30", note } : null,
  ...source,
  ...kept,
}));

const card = (id: string, concept: string, prompt: string) => ({
  id,
  concept,
  concepts: [],
  applies: false,
  prompt,
  version: 1,
  why: "<p>Each step switches units off at random, so that no unit can rely on another.</p>",
  not: "<p>Not fewer epochs alone: that stops the damage and does not change what the model can learn.</p>",
  ...source,
  ...kept,
});

const formula = `<math display="block"><mi>RMSE</mi><mo>=</mo><msqrt><mfrac><mn>1</mn><mi>n</mi></mfrac><munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><msup><mrow><mo>(</mo><msub><mi>y</mi><mi>i</mi></msub><mo>-</mo><msub><mover><mi>y</mi><mo>^</mo></mover><mi>i</mi></msub><mo>)</mo></mrow><mn>2</mn></msup></msqrt></math>`;
const code = `<pre><code><span class="n">estimator</span> <span class="o">=</span> <span class="n">XGBoost</span><span class="p">(</span><span class="n">entry_point</span><span class="o">=</span><span class="s2">"train.py"</span>, <span class="n">instance_type</span><span class="o">=</span><span class="s2">"ml.m5.4xlarge"</span>, <span class="n">use_spot_instances</span><span class="o">=</span><span class="kc">True</span>, <span class="n">max_wait</span><span class="o">=</span><span class="mi">7200</span><span class="p">)</span>  <span class="c1"># spot</span></code></pre>`;
const picture = `<figure><img alt="A falling training curve and a rising validation curve" src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 200 90'%3E%3Cpath d='M10 10 C60 70 120 80 190 82' fill='none' stroke='%23444' stroke-width='3'/%3E%3Cpath d='M10 14 C60 60 110 60 190 30' fill='none' stroke='%23a22' stroke-width='3'/%3E%3C/svg%3E"><figcaption>Loss over epochs</figcaption></figure>`;
const long =
  "<p>" +
  "A learning rate that is too high overshoots the minimum at every step, and one that is too low takes very long to get there; schedules start high and end low. ".repeat(
    9,
  ) +
  "</p>";

export const cards: LibraryCard[] = [
  {
    ...card(
      "modeling/dropout",
      "overfitting",
      `<p>Training loss falls, validation loss rises. Which way do you change dropout, and why?</p>${picture}`,
    ),
    form: "basic",
    answer: "<p>Up: the model overfits, and dropout makes it rely less on any one unit.</p>",
  },
  {
    ...card(
      "data/bucketing",
      "overfitting",
      `<p>Hashing a column into a fixed number of files is called <span class="blank">…</span>.</p>`,
    ),
    form: "cloze",
    answer: "<p>Hashing a column into a fixed number of files is called <mark>bucketing</mark>.</p>",
  },
  {
    ...card(
      "ops/turbine",
      "monitor",
      "<p>Wind turbines lose their connection for hours. A vibration model must raise an alarm within 50 ms on site. Which two measures?</p>",
    ),
    form: "choice",
    choose: 2,
    options: [
      {
        html: "<p>Inference on the device with a compiled model</p>",
        right: true,
        why: "<p>It runs without the connection, and compiling cuts size and delay.</p>",
      },
      { html: "<p>Batch transform each night</p>", right: false, why: "<p>Hours too late.</p>" },
      {
        html: "<p>A real-time endpoint in the nearest Region</p>",
        right: false,
        why: "<p>It needs the connection.</p>",
      },
      {
        html: "<p>Store alarms locally and forward them later</p>",
        right: true,
        why: "<p>Nothing is lost while the line is down.</p>",
      },
    ],
  },
  {
    ...card(
      "measure/rmse",
      "rmse",
      "<p>Errors of three forecasts: 1, 2 and 5. What is the RMSE, to two decimals?</p>",
    ),
    form: "compute",
    instances: [
      {
        prompt: `<p>Errors of three forecasts: 1, 2 and 5. What is the RMSE, to two decimals?</p>${formula}`,
        answer: 3.16,
        tolerance: 0.01,
        unit: "kW",
        work: `<p>(1 + 4 + 25) / 3 = 10; its square root is 3.16.</p>${formula}`,
      },
    ],
  },
  {
    ...card("ops/order", "monitor", "<p>Put the gates of a deployment in order.</p>"),
    form: "order",
    steps: [
      "Unit tests of the preprocessing code",
      "Data quality checks",
      "Training",
      "Integration test against reference predictions",
      "Approval",
    ].map((step) => `<p>${step}</p>`),
  },
  {
    ...card("data/match", "rmse", "<p>Which store fits which access?</p>"),
    form: "match",
    pairs: [
      { left: "<p>Shared POSIX files for hundreds of training nodes</p>", right: "<p>FSx for Lustre</p>" },
      { left: "<p>Objects of any size, rarely read</p>", right: "<p>S3 Glacier</p>" },
      { left: "<p>Features read in milliseconds</p>", right: "<p>Online feature store</p>" },
    ],
  },
  {
    ...card(
      "edge/long",
      "overfitting",
      `<p>Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft, sagemaker.tensorflow.serving.TensorFlowModelPredictorConfiguration?</p>${code}`,
    ),
    form: "basic",
    answer: `${long}${formula}${code}`,
  },
];

export const exams: LibraryExam[] = [
  anExam(
    "MLS-C01",
    "AWS Certified Machine Learning - Specialty",
    {
      state: "retired",
      since: "2026-03-31",
      note: "Retired on 31 March 2026: nobody can sit it any more. Its cards still serve for the skill and for renewals.",
    },
    0.93,
  ),
  anExam(
    "MLA-C01",
    "AWS Certified Machine Learning Engineer - Associate",
    { state: "available", since: null, note: "In English only until MLA-C02 is general on 14 January 2027." },
    0.55,
  ),
];

function anExam(code: string, name: string, status: LibraryExam["status"], coverage: number): LibraryExam {
  const names: [string, number][] = [
    ["Data Engineering", 20],
    ["Exploratory Data Analysis", 24],
    ["Modeling", 36],
    ["Machine Learning Implementation and Operations", 20],
  ];
  const domains = names.map(([domain, weight], i) => ({
    id: `d${i}`,
    name: domain,
    weight,
    coverage: i === 3 ? coverage / 2 : coverage,
    tasks: [
      { id: `${i + 1}.1`, name: "First", coverage: "full" as const },
      { id: `${i + 1}.2`, name: "Second", coverage: "partial" as const, missing: "no cards on EMR yet." },
    ],
  }));
  const held = Object.fromEntries(
    concepts.map((concept, i) => [concept.id, { domain: `d${i}`, importance: 2, share: 0.1 }]),
  );
  return {
    id: code.toLowerCase(),
    code,
    name,
    provider: "AWS",
    status,
    questions: 65,
    scored: 50,
    minutes: 180,
    pass_mark: 750,
    scale: [100, 1000],
    item_types: ["choice", "response"],
    ...source,
    domains,
    concepts: held,
    ...kept,
  };
}
