import { expect, test } from "vitest";
import { placed } from "./placed";

const fields = { username: "A user with that username already exists." };

test("a sentence about a field stands beside it and nowhere else", () => {
  expect(placed({ ok: false, message: fields.username, fields }, ["username", "password"])).toEqual({
    problem: "",
    fields,
  });
});

test("a sentence about a field the form does not show is said above it", () => {
  expect(
    placed({ ok: false, message: "Wait a minute.", fields: { captcha: "Wait a minute." } }, ["username"])
      .problem,
  ).toBe("Wait a minute.");
  expect(placed({ ok: false, message: "Too many tries." }, ["username"]).problem).toBe("Too many tries.");
});
