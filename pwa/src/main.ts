/** Starts Cardinal: the disk is read while the page, a script of its own, is still being compiled. */
import { startEarly } from "./study/start";

startEarly();
if (import.meta.env.DEV) void import("./first").then(() => import("./page")); // when built, index.html names both
