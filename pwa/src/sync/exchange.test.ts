import { describe, expect, test } from "vitest";
import { FakeServer } from "./fake-server.test-data";
import { Phone, serverRows } from "./phone.test-data";

const DAY = 86_400_000;
const LEARNER = () => new Phone(new FakeServer());

/** Two phones of one learner. */
function aPair() {
  const server = new FakeServer();
  return { server, a: new Phone(server), b: new Phone(server) };
}

describe("a sync", () => {
  test("brings every grade to the server and to the other phone", async () => {
    const { server, a, b } = aPair();
    for (const card of ["x", "y", "z", "x", "y"]) await a.review(card);
    expect(await a.sync()).toBe("done");
    expect(await b.sync()).toBe("done");
    expect(server.log.size).toBe(5);
    expect(await b.rows()).toEqual(serverRows(server));
    expect((await b.log()).size).toBe(5);
    expect(await a.outbox()).toEqual([]);
  });

  test("whose answer was lost counts nothing twice", async () => {
    const phone = LEARNER();
    await phone.review("x");
    phone.weather = () => "lostAfter";
    expect(await phone.sync()).toBe("none");
    phone.weather = () => "fine";
    expect(await phone.sync()).toBe("done");
    expect(phone.server.log.size).toBe(1);
    expect(await phone.rows()).toMatchObject({ "card:x": { reps: 1 } });
  });

  test("with nothing to say asks once", async () => {
    const phone = LEARNER();
    await phone.sync();
    phone.server.requests.length = 0;
    await phone.sync();
    expect(phone.server.requests).toHaveLength(1);
  });

  test("adopts the time the server gave", async () => {
    const phone = LEARNER();
    phone.clockError = 3 * DAY;
    const { uid, at } = await phone.review("x");
    await phone.sync();
    expect((await phone.log()).get(uid)!.at).toBeLessThan(at);
    expect((await phone.log()).get(uid)!.at).toBe(phone.server.log.get(uid)!.event.at);
  });

  test("lowers stamps still here that a clock running ahead gave", async () => {
    const phone = LEARNER();
    phone.clockError = 3 * DAY;
    await phone.review("bad");
    phone.server.poisoned.add("bad");
    await phone.sync();
    const [entry] = await phone.outbox();
    expect(Math.abs(entry!.event.at - phone.server.clock)).toBeLessThan(1000);
    expect(entry!.at).toBe(entry!.event.at);
    expect((await phone.review("x")).at - phone.server.clock).toBeLessThan(1000);
  });

  test("keeps the order of grades whose stamps were capped alike", async () => {
    const phone = LEARNER();
    phone.clockError = 3 * DAY;
    await phone.review("x", 1);
    await phone.review("x", 4);
    await phone.sync();
    expect(await phone.rows()).toMatchObject({ "card:x": { last_rating: 4, reps: 2 } });
  });

  test("that meets a captive portal keeps everything and says so", async () => {
    const phone = LEARNER();
    await phone.review("x");
    phone.weather = () => "portal";
    expect(await phone.sync()).toBe("none");
    expect(await phone.outbox()).toMatchObject([{ status: "waiting" }]);
  });
});

describe("an event the server cannot take", () => {
  test("is put aside alone, and the others go through", async () => {
    const phone = LEARNER();
    for (const card of ["a", "b", "bad", "c", "d"]) await phone.review(card);
    phone.server.poisoned.add("bad");
    expect(await phone.sync()).toBe("done");
    expect(phone.server.log.size).toBe(4);
    expect(await phone.outbox()).toMatchObject([{ status: "aside", card: "bad" }]);
  });

  test("is tried again a day later", async () => {
    const phone = LEARNER();
    await phone.review("bad");
    phone.server.poisoned.add("bad");
    await phone.sync();
    phone.server.poisoned.clear();
    await phone.sync();
    expect(phone.server.log.size).toBe(0);
    phone.server.clock += DAY;
    await phone.sync();
    expect(phone.server.log.size).toBe(1);
    expect(await phone.outbox()).toEqual([]);
  });

  test("is not put aside while the server takes nothing at all", async () => {
    const phone = LEARNER();
    await phone.review("bad");
    phone.server.poisoned.add("bad");
    phone.weather = ({ events }) => (events.length === 0 ? "lostBefore" : "fine");
    expect(await phone.sync()).toBe("none");
    expect(await phone.outbox()).toMatchObject([{ status: "waiting" }]);
  });

  test("of a kind newer than the server waits, without holding up the others", async () => {
    const phone = LEARNER();
    await phone.set("theme", "dark");
    await phone.review("x");
    phone.server.unknownKinds.add("setting");
    expect(await phone.sync()).toBe("done");
    expect(await phone.outbox()).toMatchObject([{ status: "later", code: "later" }]);
    phone.server.unknownKinds.clear();
    phone.server.clock += DAY;
    await phone.sync();
    expect(await phone.rows()).toMatchObject({ "setting:theme": { value: "dark" } });
  });

  test("that was refused for good stays visible and is not sent again", async () => {
    const phone = LEARNER();
    const entry = await phone.review("x");
    phone.server.log.set(entry.uid, { seq: ++phone.server.seq, event: { ...entry.event, tz: 99 } });
    await phone.sync();
    expect(await phone.outbox()).toMatchObject([{ status: "refused", code: "uid_reused" }]);
    phone.server.requests.length = 0;
    await phone.sync();
    expect(phone.server.requests[0]!.events).toEqual([]);
  });
});

describe("recovery", () => {
  test("after a restore from an older backup hands back what only phones still hold", async () => {
    const { server, a, b } = aPair();
    await a.review("x");
    await a.sync();
    const backup = server.backup();
    for (const card of ["x", "y", "z", "w"]) await a.review(card);
    await a.sync();
    await b.sync();
    server.restore(backup, "epoch-2");
    await b.sync();
    expect(server.log.size).toBe(5);
    await a.sync();
    expect(await a.rows()).toEqual(serverRows(server));
    expect(await b.rows()).toEqual(serverRows(server));
  });

  test("sends new grades before it hands back old ones", async () => {
    const { server, a } = aPair();
    await a.review("x");
    await a.sync();
    server.restore({ log: new Map(), rows: new Map(), seq: 0 }, "epoch-2");
    const fresh = await a.review("y");
    server.requests.length = 0;
    await a.sync();
    const sent = server.requests.flatMap((request) => request.events.map((event) => event.uid));
    expect(sent[0]).toBe(fresh.uid);
    expect(server.log.size).toBe(2);
  });

  test("drops a row that the server never had, once a day, when the digest tells", async () => {
    const phone = LEARNER();
    await phone.review("x");
    await phone.sync();
    await phone.store.write((tx) =>
      tx.objectStore("rows").put({ key: "card:ghost", seq: 1, tag: 1, state: {} }),
    );
    await phone.sync();
    expect(phone.digestsDiffered).toBe(1);
    expect(await phone.rows()).toEqual(serverRows(phone.server));
    await phone.store.write((tx) =>
      tx.objectStore("rows").put({ key: "card:ghost", seq: 1, tag: 1, state: {} }),
    );
    await phone.sync();
    expect(await phone.rows()).toHaveProperty("card:ghost");
    phone.server.clock += DAY;
    await phone.sync();
    expect(await phone.rows()).toEqual(serverRows(phone.server));
  });

  test("from a cursor beyond the server's head keeps every grade", async () => {
    const { server, a } = aPair();
    for (const card of ["x", "y", "z"]) await a.review(card);
    await a.sync();
    server.restore({ log: new Map(), rows: new Map(), seq: 0 }, "epoch-1"); // a careless restore: the epoch stayed
    expect(await a.sync()).toBe("done");
    expect(server.log.size).toBe(3);
    expect(await a.rows()).toEqual(serverRows(server));
  });

  test("keeps what a server older than the event cannot take yet", async () => {
    const { server, a } = aPair();
    await a.set("theme", "dark");
    await a.sync();
    server.restore({ log: new Map(), rows: new Map(), seq: 0 }, "epoch-2");
    server.unknownKinds.add("setting");
    await a.sync();
    expect(await a.outbox()).toMatchObject([{ status: "later" }]);
  });
});
