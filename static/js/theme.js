// Runs before the first paint, so it is small and no module: says that scripts run,
// and sets the colours the reader chose on an earlier page.
document.documentElement.dataset.js = "";
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // storage is off: the system's colours hold
}
