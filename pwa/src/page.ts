/** The page: styles, the app over the real core, and the service worker that keeps it working offline. */
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/card.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { keepOffline } from "./screens/update.svelte";
import { auth, openApp } from "./study/app";

function show(): void {
  mount(App, { target: document.getElementById("app")!, props: { open: openApp, auth } });
  if (import.meta.env.PROD) keepOffline();
}
if (document.readyState === "loading") addEventListener("DOMContentLoaded", show);
else show();
