import { expect, test } from "vitest";
import { itemType } from "./items";

test("every kind of item that the blueprints name has an example with what is right in it", () => {
  for (const id of ["choice", "response", "ordering", "matching"]) {
    const { example } = itemType(id)!;
    expect(example.from.length).toBeGreaterThan(2);
    expect(example.right).not.toBe("");
  }
});

test("an item that needs several answers says how many", () => {
  expect(itemType("response")!.example.asks).toContain("(Choose two.)");
});

test("a kind of item yet to be invented breaks nothing", () => {
  expect(itemType("hotspot")).toBeNull();
});
