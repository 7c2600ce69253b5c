// Forms become messages, keys become shortcuts, and the stream opens.

composer.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = field.value.trim();
  if (!text) return;
  field.value = "";
  memory.write("draft", "");
  warn("");
  send({ type: "text", text, ref_seq: lastSeq }, text);
  field.focus();
});

field.addEventListener("input", () => memory.write("draft", field.value));

// Quick replies, buttons of cards, "Parler à un humain" and the commands of the menu.
document.addEventListener("submit", (event) => {
  const form = event.target;
  const button = event.submitter;
  if (form === composer || form.getAttribute("action") !== "/chat" || !button) return;
  event.preventDefault();
  button.closest("details")?.removeAttribute("open");
  const label = button.name === "text" ? button.value : button.textContent.trim();
  const body =
    button.name === "text"
      ? { type: "text", text: button.value, ref_seq: lastSeq }
      : { type: "button", value: button.value, ref_seq: lastSeq };
  send(body, label);
  // A press with the keyboard stays where the person reads; the field is one key away.
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-location] button");
  if (button) shareLocation(button);
  const menu = document.querySelector(".menu[open]");
  if (menu && !menu.contains(event.target)) menu.removeAttribute("open");
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const menu = document.querySelector(".menu[open]");
    if (menu) {
      menu.removeAttribute("open");
      menu.querySelector("summary").focus();
    }
  }
  if (!event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "ArrowUp") {
    event.preventDefault();
    const last = [...log.querySelectorAll(".choices:not(.is-past)")].pop()?.querySelector("button");
    (last ?? log).focus();
  } else if (event.key === "ArrowDown") {
    event.preventDefault();
    field.focus();
  }
});

/** The exact point goes to the server once, is replaced there by the commune, and is forgotten. */
function shareLocation(button) {
  button.disabled = true;
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      button.disabled = false;
      send({ type: "location", lat: coords.latitude, lon: coords.longitude, ref_seq: lastSeq }, "Ma position");
      field.focus();
    },
    () => {
      button.disabled = false;
      warn("Je n'ai pas pu lire ta position", "Pas grave : écris le nom de ta ville ou ton code postal.");
      field.focus();
    },
    { timeout: 15000, maximumAge: 600000 },
  );
}

function offerLocation() {
  if (!("geolocation" in navigator)) return;
  for (const place of log.querySelectorAll("[data-location]")) place.hidden = false;
}

memory.forgetOthers();
offerLocation();
if (!field.value) field.value = memory.read("draft", "");
recover();
connect();
scrollTo({ top: document.documentElement.scrollHeight });
addEventListener("online", () => {
  if (queue.some((item) => item.state === "failed")) resend("");
  if (!source) connect();
});
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && !source) connect();
});
