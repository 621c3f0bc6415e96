// On the search page: arrow keys walk from the search box through what was found and back.
(() => {
  "use strict";
  const box = document.getElementById("find");
  if (!box) return;
  if (!box.value) box.focus();
  document.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const links = [...document.querySelectorAll("#found [data-found]")];
    const place = links.indexOf(document.activeElement);
    if (!links.length || (place < 0 && document.activeElement !== box)) return;
    event.preventDefault();
    const next = event.key === "ArrowDown" ? place + 1 : place - 1;
    if (next < 0) box.focus();
    else links[Math.min(next, links.length - 1)].focus();
  });
})();
