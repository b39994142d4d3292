/** Starts Cardinal: styles, the app over the real core, and the service worker that keeps it working offline. */
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/card.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { keepOffline } from "./screens/update.svelte";
import { auth, openApp } from "./study/app";

mount(App, { target: document.getElementById("app")!, props: { open: openApp, auth } });
if (import.meta.env.PROD) keepOffline();
