/** What this browser calls itself in the list of devices, such as "Chrome on Android". */

/** What of `navigator` tells; brands only where the browser gives them. */
export interface Telling {
  userAgent: string;
  maxTouchPoints?: number;
  userAgentData?: { brands?: readonly { brand: string }[]; platform?: string };
}

/** As the server takes it. */
const LONGEST = 80;
const UNSEEN = /[^\p{L}\p{N}\p{P}\p{S} ]/gu;

// The first that is found: each browser below also says it is those after it.
const BROWSERS: [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, "Edge"],
  [/OPR\/|Opera/, "Opera"],
  [/SamsungBrowser\//, "Samsung Internet"],
  [/Firefox\/|FxiOS\//, "Firefox"],
  [/Chrome\/|CriOS\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const SYSTEMS: [RegExp, string][] = [
  [/iPhone|iPod/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/CrOS/, "Chrome OS"],
  [/Windows/, "Windows"],
  [/Macintosh|Mac OS X/, "Mac"],
  [/Linux|X11/, "Linux"],
];

const found = (names: [RegExp, string][], text: string): string =>
  names.find(([sign]) => sign.test(text))?.[1] ?? "";

/** Of the brands, one is made up to keep sites honest and one is the engine's. */
function brandOf({ userAgentData }: Telling): string {
  const brands = (userAgentData?.brands ?? []).map(({ brand }) => brand);
  const own = brands.filter((brand) => !/not.*brand/i.test(brand));
  const name = own.find((brand) => brand !== "Chromium") ?? own[0] ?? "";
  return name.replace(/^(Google|Microsoft) /, "");
}

/** An iPad says it is a Mac; a Mac has no touch screen. */
function systemOf({ userAgent, userAgentData, maxTouchPoints = 0 }: Telling): string {
  const system = userAgentData?.platform || found(SYSTEMS, userAgent);
  return system === "Mac" && maxTouchPoints > 1 ? "iPad" : system === "macOS" ? "Mac" : system;
}

/** Never empty, and always a name that the server takes. */
export function deviceName(told: Telling): string {
  const browser = brandOf(told) || found(BROWSERS, told.userAgent) || "A browser";
  const system = systemOf(told);
  const name = (system ? `${browser} on ${system}` : browser).replace(UNSEEN, "");
  return [...name].slice(0, LONGEST).join("").trim() || "A browser";
}
