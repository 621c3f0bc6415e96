// The board works without this file, tap by tap and page by page. With it the log opens at
// once, goes on without a network, and the board refreshes and closes by itself.
(() => {
  "use strict";
  const REFRESH = 4000; // milliseconds: several tablets show the same within five seconds
  const page = document.querySelector("[data-board]");
  if (!page) return;
  const opened = page.dataset.open === "yes";
  const dialog = document.getElementById("log");
  const said = page.querySelector("[data-queue]");

  const busy = () => (dialog && dialog.open)
    || document.querySelector("#board details[open]")
    || document.activeElement.closest?.("#board form");
  setInterval(() => {
    const board = document.getElementById("board");
    if (board && !busy() && document.visibilityState === "visible") window.htmx?.trigger(board, "refresh");
  }, REFRESH);

  // Sending, now or when the network is back.
  async function send(fields) {
    const headers = JSON.parse(document.body.getAttribute("hx-headers") || "{}");
    try {
      const response = await fetch(page.dataset.send, {
        method: "POST",
        body: new URLSearchParams(fields),
        redirect: "manual",
        headers: { Accept: "application/json", ...headers },
      });
      if (response.type === "opaqueredirect" || response.status === 401 || response.status === 403
        || response.status >= 500) return { away: true };
      return await response.json();
    } catch (error) {
      return { away: true };
    }
  }

  let queue = null;
  if (window.crypto?.subtle && window.indexedDB) {
    queue = new window.BasehavenQueue(page.dataset.author, page.dataset.key, send);
    window.addEventListener("online", flush);
    setInterval(flush, 5000);
    flush();
  }

  async function tell(problem) {
    const waiting = await queue.all();
    const mine = waiting.filter((item) => item.author === queue.author).length;
    const others = waiting.length - mine;
    const lines = [];
    if (mine) lines.push(mine === 1 ? said.dataset.one : said.dataset.many.replace("%s", mine));
    if (others) lines.push(said.dataset.others.replace("%s", others));
    if (problem) lines.push(`${said.dataset.refused} ${problem}`);
    said.textContent = lines.join(" · ");
    said.hidden = !lines.length;
  }

  async function flush() {
    let problem = "";
    await queue.flush((what, answer) => {
      if (what === "refused") problem = answer.problem;
    });
    await tell(problem);
  }

  if (!opened) return;

  // Parents stand in front of it: left alone, it shows first names again.
  let last = Date.now();
  for (const what of ["pointerdown", "keydown", "input", "scroll"]) {
    document.addEventListener(what, () => { last = Date.now(); }, { passive: true, capture: true });
  }
  setInterval(() => {
    const idle = Date.now() - last > Number(page.dataset.closesAfter) * 1000;
    const writing = dialog && dialog.open;
    if (idle && !writing) close();
  }, 1000);

  // Without a network the page cannot be fetched: then what it shows is covered.
  async function close() {
    last = Date.now();
    try {
      const closed = await fetch(page.dataset.closed, { redirect: "manual" });
      if (closed.ok || closed.type === "opaqueredirect") location.assign(page.dataset.closed);
    } catch (error) {
      document.getElementById("board").classList.add("is-covered");
    }
  }
  document.addEventListener("pointerdown", () => {
    document.getElementById("board").classList.remove("is-covered");
  }, { capture: true });

  if (!dialog || !queue) return;
  const form = dialog.querySelector("[data-log-form]");
  const data = JSON.parse(document.getElementById("log-data").textContent);
  const first = form.querySelector("[data-first]");
  const wrong = form.querySelector("[data-log-wrong]");
  const homes = new Map(); // cue -> where its button stands under "something else"
  form.querySelectorAll("[data-cue]").forEach((tap) => {
    const mark = document.createComment("");
    tap.before(mark);
    homes.set(tap.dataset.cue, { tap, mark });
  });
  let order = []; // of those turned to, as they were tapped
  let child = "";

  function showFirst(context) {
    first.querySelectorAll("[data-cue]").forEach((tap) => homes.get(tap.dataset.cue).mark.after(tap));
    const own = data.own[child]?.[context] || [];
    for (const cue of [...new Set([...own, ...(data.first[context] || [])])].slice(0, data.shown)) {
      if (homes.has(cue)) first.append(homes.get(cue).tap);
    }
  }

  function choices(place, list, name, lead) {
    place.replaceChildren();
    if (!list.length) return;
    if (lead) {
      const words = document.createElement("p");
      words.className = "soft taps__lead";
      words.textContent = lead;
      place.append(words);
    }
    for (const [value, words] of list) {
      const tap = document.createElement("label");
      tap.className = "tap";
      const box = Object.assign(document.createElement("input"), { type: "checkbox", name, value });
      const text = document.createElement("span");
      text.textContent = words;
      tap.append(box, text);
      place.append(tap);
    }
  }

  function open(ref, asked) {
    child = ref;
    form.reset();
    order = [];
    wrong.hidden = true;
    form.querySelectorAll("details").forEach((more) => { more.open = false; });
    form.elements.child.value = ref;
    form.elements.request_id.value = crypto.randomUUID();
    dialog.querySelector("#log-name").textContent = data.names[ref] || "";
    const context = asked || data.now[ref] || "play";
    form.querySelectorAll("[name=context]").forEach((box) => { box.checked = box.value === context; });
    showFirst(context);
    choices(form.querySelector("[data-missed]"), data.missed[ref] || [], "missed", data.words.missed);
    const also = form.querySelector("[data-also]");
    if (also) choices(also, Object.entries(data.names).filter(([other]) => other !== ref), "also", "");
    dialog.showModal();
    dialog.querySelector("#log-name").focus();
    form.querySelector("[name=context]:checked")?.closest(".tap").scrollIntoView({ inline: "center", block: "nearest" });
  }

  page.addEventListener("click", (event) => {
    const link = event.target.closest("[data-log]");
    if (!link || event.ctrlKey || event.metaKey || !(link.dataset.log in data.names)) return;
    event.preventDefault();
    open(link.dataset.log, link.dataset.logContext);
  });
  form.addEventListener("change", (event) => {
    if (event.target.name === "context") showFirst(event.target.value);
    if (event.target.name !== "turned_to") return;
    const { value, checked } = event.target;
    order = order.filter((one) => one !== value);
    if (checked) order.push(value);
    const nobody = form.querySelector("[name=turned_to][value=nobody]");
    if (value === "nobody" && checked) {
      form.querySelectorAll("[name=turned_to]").forEach((box) => { box.checked = box === nobody; });
      order = ["nobody"];
    } else if (checked) {
      nobody.checked = false;
      order = order.filter((one) => one !== "nobody");
    }
  });
  dialog.querySelector("[data-log-close]").addEventListener("click", () => dialog.close());

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const fields = [...new FormData(form)].filter(([name]) => name !== "turned_to" && name !== "csrfmiddlewaretoken");
    fields.push(...order.map((value) => ["turned_to", value]));
    fields.push(["at", new Date().toISOString()], ["author", queue.author]);
    if (!fields.some(([name]) => ["seen", "turned_to", "missed", "did", "soothed"].includes(name))) {
      wrong.textContent = data.words.nothing;
      wrong.hidden = false;
      return;
    }
    const waiting = (await queue.all()).some((item) => item.author === queue.author);
    const answer = waiting ? { away: true } : await send(fields);
    if (answer.problem) {
      wrong.textContent = answer.problem;
      wrong.hidden = false;
      return;
    }
    if (answer.away) await queue.add(fields);
    dialog.close();
    if (answer.saved) {
      window.htmx?.ajax("GET", answer.saved, { target: "#moment-said", swap: "innerHTML" });
      window.htmx?.trigger(document.getElementById("board"), "refresh");
      document.getElementById("moment-said").scrollIntoView({ block: "nearest" });
    }
    await flush();
  });

})();
