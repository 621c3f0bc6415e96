// In a picker's search, Enter and arrow down lead to what was found. Without this file the
// search is a button, and the page comes back with what was found in focus.
(() => {
  "use strict";
  const found = (box) => box.closest(".pick").querySelector(".pick__found input");

  document.addEventListener("keydown", (event) => {
    const box = event.target.closest(".pick__search input");
    if (!box || (event.key !== "Enter" && event.key !== "ArrowDown") || !window.htmx) return;
    event.preventDefault();
    if (event.key === "ArrowDown" && found(box)) {
      found(box).focus();
      return;
    }
    // What stands there may answer to fewer letters than are typed by now: ask again, then go.
    const go = () => {
      const first = found(box);
      if (first && document.activeElement === box) first.focus();
    };
    document.addEventListener("htmx:afterSettle", go, { once: true });
    window.htmx.trigger(box, "search");
  });
})();
