import fc from "fast-check";
import { expect, test } from "vitest";
import { FakeServer } from "./fake-server.test-data";
import { Phone, serverRows, type Weather } from "./phone.test-data";

const weather = fc.constantFrom<Weather>(
  "fine",
  "fine",
  "fine",
  "lostBefore",
  "lostAfter",
  "twice",
  "portal",
);
const who = fc.constantFrom(0, 1, 2);
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant("review" as const), who, card: fc.constantFrom("x", "y", "z") }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("undo" as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("set" as const), who }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("sync" as const), who, weather: fc.array(weather) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("backup" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("restore" as const) }) },
);
const clocks = fc.tuple(...[0, 1, 2].map(() => fc.constantFrom(0, 0, -7_200_000, 90_000, 259_200_000)));

/** What the learner did on any phone, and in which order on each. */
interface Made {
  uid: string;
  card: string;
}

test("whatever networks, clocks and restores do, everyone ends with the same and nothing is lost or doubled", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), clocks, async (steps, errors) => {
      const server = new FakeServer();
      const phones = errors.map((error) => new Phone(server, error));
      const made: Made[] = [];
      let backup = server.backup();
      let epoch = 1;
      for (const now of steps) {
        const phone = "who" in now ? phones[now.who]! : phones[0]!;
        const last = made.at(-1);
        if (now.do === "review") made.push({ uid: (await phone.review(now.card)).uid, card: now.card });
        else if (now.do === "undo" && last) await phone.undo(last.uid, last.card);
        else if (now.do === "set") await phone.set("theme", made.length);
        else if (now.do === "backup") backup = server.backup();
        else if (now.do === "restore") server.restore(backup, `epoch-${++epoch}`);
        else if (now.do === "sync") {
          const days = [...now.weather];
          phone.weather = () => days.shift() ?? "fine";
          await phone.sync();
        }
      }
      for (const phone of phones) phone.weather = () => "fine";
      for (let round = 0; round < 3; round++)
        for (const phone of phones) expect(await phone.sync()).toBe("done");

      for (const { uid } of made) expect(server.log.has(uid)).toBe(true);
      for (const phone of phones) {
        expect(await phone.outbox()).toEqual([]);
        expect(await phone.rows()).toEqual(serverRows(server));
        expect([...(await phone.log()).keys()].sort()).toEqual([...server.log.keys()].sort());
        phone.store.close();
      }
    }),
    { numRuns: 150 },
  );
}, 60_000);
