/** Puts the learner's theme on the page; what the phone itself prefers is left to CSS. */

function apply(theme: string | null): void {
  if (theme === "light" || theme === "dark") document.documentElement.dataset["theme"] = theme;
  else delete document.documentElement.dataset["theme"];
}

export function keepTheme(theme: string): void {
  apply(theme);
  try {
    localStorage.setItem("theme", theme);
  } catch {
    return; // only the head start of the next load is lost
  }
}
