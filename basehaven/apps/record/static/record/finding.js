// On the search page: arrow keys walk from the search box through what was found and back.
(() => {
  "use strict";
  const box = document.getElementById("find");
  if (!box) return;
  // With a mouse and keys, typing on refines; on a phone the keyboard would cover what was found.
  if (!box.value || matchMedia("(pointer: fine)").matches) {
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
  }
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
