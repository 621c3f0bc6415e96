// A locked tablet keeps its names fresh. Without this file it shows those of when it was opened.
(() => {
  "use strict";
  const REFRESH = 4000; // milliseconds, as the board's own
  setInterval(() => {
    const shown = document.getElementById("tablet");
    const chosen = document.activeElement?.closest("#tablet a");
    if (shown && !chosen && document.visibilityState === "visible") window.htmx?.trigger(shown, "refresh");
  }, REFRESH);
})();
