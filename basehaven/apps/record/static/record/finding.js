// Arrow keys walk from the search box through what was found and back.
(() => {
  "use strict";
  const box = document.getElementById("finding");
  if (!box) return;
  const found = () => [...document.querySelectorAll("#found [data-found]")];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const links = found();
    const place = links.indexOf(document.activeElement);
    const inBox = document.activeElement === box;
    if (!links.length || (place < 0 && !inBox)) return;
    event.preventDefault();
    const next = event.key === "ArrowDown" ? place + 1 : place - 1;
    if (next < 0) box.focus();
    else links[Math.min(next, links.length - 1)].focus();
  });
})();
