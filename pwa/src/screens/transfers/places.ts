/** Both ways in one file to fetch: whoever takes cards along is near to whoever brings them back. */
export { default as BringIn } from "./BringIn.svelte";
export { default as TakeAlong } from "./TakeAlong.svelte";
