/** Puts the learner's theme on the page; what the phone itself prefers is left to CSS. */

function apply(theme: string | null): void {
  if (theme === "light" || theme === "dark") document.documentElement.dataset["theme"] = theme;
  else delete document.documentElement.dataset["theme"];
}

/** The last theme, before the database with the settings is open; so that nothing flashes. */
export function applyKeptTheme(): void {
  try {
    apply(localStorage.getItem("theme"));
  } catch {
    apply(null); // storage is blocked: the phone's own preference holds until the settings are read
  }
}

export function keepTheme(theme: string): void {
  apply(theme);
  try {
    localStorage.setItem("theme", theme);
  } catch {
    return; // only the head start of the next load is lost
  }
}
