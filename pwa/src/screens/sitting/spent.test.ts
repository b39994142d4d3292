import { expect, test } from "vitest";
import { Spent } from "./spent";

test("time on a question adds up over visits, and away from it nothing counts", () => {
  const spent = new Spent();
  spent.show("a", 0);
  spent.show("b", 10);
  spent.show(null, 15);
  spent.show("a", 100);
  expect(spent.of("a", 107)).toBe(17);
  expect(spent.of("b", 107)).toBe(5);
});

test("what was stored before, here or on another device, goes on", () => {
  const spent = new Spent();
  spent.show("a", 0, 40);
  expect(spent.of("a", 2)).toBe(42);
  spent.show("b", 2);
  spent.show("a", 3, 60);
  expect(spent.of("a", 3)).toBe(60);
});

test("a clock put back takes no time away", () => {
  const spent = new Spent();
  spent.show("a", 100, 40);
  expect(spent.of("a", 20)).toBe(40);
});
