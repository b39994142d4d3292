import { expect, test } from "vitest";
import type { Exams, SittingResult } from "../../study/app";
import { wishOf } from "./wish";

const result = async (id: string) => (id === "s1" ? ({ cards: ["a", "b"] } as Partial<SittingResult>) : null);
const app = { exams: async () => ({ result }) as unknown as Exams };

test("the address says what a session is about", async () => {
  expect(await wishOf("", app)).toEqual({});
  expect(await wishOf("ahead", app)).toEqual({ minutes: 5 });
  expect(await wishOf("diagnostic", app)).toEqual({ diagnostic: true });
  expect(await wishOf("topic/drift", app)).toEqual({ topic: "drift" });
  expect(await wishOf("domain/mla-c01/modeling", app)).toEqual({ domain: "mla-c01/modeling" });
});

test("a sitting's session is of the cards it called back", async () => {
  expect(await wishOf("sitting/s1", app)).toEqual({ cards: ["a", "b"] });
  expect(await wishOf("sitting/unknown", app)).toEqual({});
});

test("what makes no sense is a session as planned", async () => {
  expect(await wishOf("topic", app)).toEqual({});
  expect(await wishOf("nonsense/x", app)).toEqual({});
});
