import fc from "fast-check";
import { expect, test } from "vitest";
import { deviceName } from "./device-name";

const brands = (...names: string[]) => names.map((brand) => ({ brand }));

test.each([
  ["Chrome on Android", { brands: brands("Not)A;Brand", "Chromium", "Google Chrome"), platform: "Android" }],
  ["Edge on Windows", { brands: brands("Microsoft Edge", "Not_A Brand", "Chromium"), platform: "Windows" }],
  ["Brave on Linux", { brands: brands("Brave", "Chromium", "Not A(Brand"), platform: "Linux" }],
  ["Chromium on Mac", { brands: brands("Chromium", "Not:A-Brand"), platform: "macOS" }],
])("a browser that tells its brands is %s", (name, userAgentData) => {
  expect(deviceName({ userAgent: "Mozilla/5.0", userAgentData })).toBe(name);
});

const WEBKIT = "AppleWebKit/605.1.15 (KHTML, like Gecko)";
test.each([
  ["Firefox on Linux", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"],
  ["Firefox on Android", "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"],
  [
    "Safari on iPhone",
    `Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) ${WEBKIT} Version/18.5 Mobile/15E148 Safari/604.1`,
  ],
  [
    "Chrome on iPhone",
    `Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) ${WEBKIT} CriOS/137.0 Mobile/15E148 Safari/604.1`,
  ],
  ["Safari on Mac", `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${WEBKIT} Version/18.5 Safari/605.1.15`],
  [
    "Samsung Internet on Android",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
  ],
  ["A browser", ""],
])("a browser that only has its old name is %s", (name, userAgent) => {
  expect(deviceName({ userAgent })).toBe(name);
});

test("an iPad that says it is a Mac is an iPad", () => {
  const userAgent = `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${WEBKIT} Version/18.5 Safari/605.1.15`;
  expect(deviceName({ userAgent, maxTouchPoints: 5 })).toBe("Safari on iPad");
});

test("whatever a browser says, the server takes the name: a refused one would hold up grades", () => {
  const text = fc.oneof(fc.string({ unit: "binary", maxLength: 200 }), fc.string({ maxLength: 200 }));
  fc.assert(
    fc.property(text, text, text, (userAgent, brand, platform) => {
      const name = deviceName({ userAgent, userAgentData: { brands: brands(brand), platform } });
      expect([...name].length).toBeGreaterThan(0);
      expect([...name].length).toBeLessThanOrEqual(80);
      expect(name).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
      expect(name).toBe(name.trim());
    }),
  );
});
