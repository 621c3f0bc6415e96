// The page works without this file. With it, the slider says its day instead of a number,
// and the menu of what may be done closes on Escape and on a click elsewhere.
(function () {
  "use strict";

  document.addEventListener("htmx:afterSettle", function () {
    const slider = document.getElementById("slider-step");
    const day = document.getElementById("slider-day");
    if (slider && day) {
      slider.setAttribute("aria-valuetext", day.textContent.trim().replace(/\s+/g, " "));
    }
  });

  function closeMenus(except) {
    document.querySelectorAll("details.deeds[open]").forEach(function (menu) {
      if (!except || !menu.contains(except)) menu.open = false;
    });
  }

  document.addEventListener("click", function (event) {
    closeMenus(event.target);
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    const menu = document.activeElement && document.activeElement.closest("details.deeds[open]");
    closeMenus(null);
    if (menu) menu.querySelector("summary").focus();
  });
})();
