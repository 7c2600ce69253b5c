// Pages of the team: kept up to date while they are open. Without it they work as plain pages.

const live = document.querySelector("[data-live]");
const log = document.getElementById("fil");
const title = document.title;

/** Renews a part of the page; the focus stays on the link it was on. */
function renew(part, html) {
  const held = part.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  part.innerHTML = html;
  if (held) [...part.querySelectorAll("a")].find((link) => link.getAttribute("href") === held)?.focus();
  count(part);
}

/** How many wait, in the title of the tab. */
function count(part) {
  const waiting = Number(part.querySelector("[data-count]")?.dataset.count ?? 0);
  document.title = waiting ? `(${waiting}) ${title}` : title;
}

function toEnd() {
  if (log) log.scrollTop = log.scrollHeight;
}

if (live) {
  if (!log) count(live);
  toEnd();
  if ("EventSource" in window) {
    const source = new EventSource(live.dataset.live);
    source.addEventListener("file", (event) => renew(live, event.data));
    source.addEventListener("etat", (event) => renew(document.getElementById("etat"), event.data));
    source.addEventListener("ligne", (event) => {
      if (log.querySelector(`[data-seq="${event.lastEventId}"]`)) return;
      log.insertAdjacentHTML("beforeend", event.data);
      toEnd();
    });
  }
}

const field = document.getElementById("reponse");
field?.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) field.form.requestSubmit();
});
