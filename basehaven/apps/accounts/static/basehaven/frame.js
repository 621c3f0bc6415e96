// What the frame does beyond HTML: nothing here is needed to read or to save.
(() => {
  "use strict";

  // "/" goes to the search box, unless somebody is writing.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const find = document.getElementById("find");
    if (!find) return;
    event.preventDefault();
    find.focus();
    find.select();
  });

  // Menus made of <details data-menu> close on Escape and on a click elsewhere.
  const open = () => document.querySelectorAll("details[data-menu][open]");
  document.addEventListener("click", (event) => {
    open().forEach((menu) => menu.contains(event.target) || menu.removeAttribute("open"));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    open().forEach((menu) => {
      menu.removeAttribute("open");
      menu.querySelector("summary").focus();
    });
  });

  // A form that came back: a reader's cursor goes to what is wrong.
  const summary = document.querySelector(".error-summary");
  if (summary) summary.focus();

  // A part of a page that could not be fetched is said, not swallowed.
  const offline = document.getElementById("offline");
  if (offline) {
    const say = () => { offline.hidden = false; };
    document.body.addEventListener("htmx:sendError", say);
    document.body.addEventListener("htmx:timeout", say);
    document.body.addEventListener("htmx:responseError", (event) => {
      if (event.detail.xhr.status !== 422) say();
    });
    document.body.addEventListener("htmx:afterOnLoad", () => { offline.hidden = true; });
  }
})();
