/** Shows Cardinal over the fake, in the scene that the address asks for: look.html?{"at":2}#/session */
import "../../styles/tokens.css";
import "../../styles/base.css";
import "../../styles/card.css";
import { mount } from "svelte";
import App from "../../App.svelte";
import { fakeApp, fakeAuth, type Scene } from "./fake";

const scene = JSON.parse(decodeURIComponent(location.search.slice(1)) || "{}") as Scene;
let out = Boolean(scene.out);
const auth = {
  ...fakeAuth,
  signUp: async (...args: [string, string]) => ((out = false), fakeAuth.signUp(...args)),
};
mount(App, {
  target: document.getElementById("app")!,
  props: { open: async () => (out ? null : fakeApp(scene)), auth },
});
