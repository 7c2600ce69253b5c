// From a message of the protocol to the page. Same markup as templates/parts.html.

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

function icon(name, className) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", className);
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#${name}`);
  svg.append(use);
  return svg;
}

function hidden(text) {
  return element("span", { class: "visually-hidden" }, text);
}

/** Addresses in a text become links, everything else stays text. */
function pieces(text) {
  return text.split(/(https?:\/\/[^\s<>"«»]*[^\s<>"«».,;:!?)\]]|\/confidentialite|\/accessibilite)/u).map((piece, at) =>
    at % 2 ? element("a", { href: piece, rel: "noopener" }, piece) : piece,
  );
}

function choices(buttons, legend) {
  const set = element("fieldset", { class: "choices" }, element("legend", { class: "visually-hidden" }, legend));
  for (const button of buttons) {
    set.append(element("button", { class: "chip", name: "button", value: button.value }, button.label));
  }
  return element("form", { method: "post", action: "/chat", "data-choices": true }, set);
}

function card(data) {
  const made = element("article", { class: "card" });
  if (data.is_demo) made.append(element("p", { class: "tag" }, "Démonstration"));
  made.append(element("h2", { class: "card__title" }, data.title));
  if (data.subtitle) made.append(element("p", { class: "card__sub" }, data.subtitle));
  if (data.lines.length) {
    made.append(element("ul", { class: "card__lines" }, ...data.lines.map((line) => element("li", {}, line))));
  }
  if (data.buttons.length) made.append(choices(data.buttons, `Que faire de : ${data.title}`));
  return made;
}

function rendered(message) {
  const mine = message.author === "user";
  const made = element("div", {
    class: `msg msg--${message.author} is-new`,
    id: `m${message.seq}`,
    "data-seq": String(message.seq),
    "data-human": message.is_human,
  });
  if (message.author === "assistant") made.append(icon("logo", "avatar"));
  if (message.name) made.append(element("p", { class: "who", "aria-hidden": "true" }, message.name));
  if (message.text) {
    const author = mine ? "Toi" : (message.name ?? "Assistant");
    made.append(element("p", { class: "bubble" }, hidden(`${author} : `), ...pieces(message.text)));
  }
  if (message.cards.length) made.append(element("div", { class: "cards" }, ...message.cards.map(card)));
  if (message.file) {
    made.append(element("a", { class: "button", href: message.file.href, download: message.file.name }, message.file.label));
  }
  if (message.request_location) {
    const button = element("button", { class: "chip", type: "button" }, icon("pin", "icon"), "Partager ma position");
    made.append(element("div", { "data-location": true }, button));
  }
  if (message.buttons.length) made.append(choices(message.buttons, "Réponses possibles"));
  const time = new Date(message.at);
  const said = time.toLocaleTimeString("fr-FR", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Paris" });
  made.append(element("time", { class: "at", datetime: message.at }, said));
  return made;
}

/** What was just sent, before the server repeats it. */
function pendingBubble(item) {
  const state = element("p", { class: "sending" });
  const made = element(
    "div",
    { class: "msg msg--user is-new", "data-key": item.key },
    element("p", { class: "bubble" }, hidden("Toi : "), item.label),
    state,
  );
  return made;
}

function showState(item) {
  const bubble = log.querySelector(`[data-key="${item.key}"]`);
  if (!bubble) return;
  const state = bubble.querySelector(".sending");
  bubble.classList.toggle("is-failed", item.state === "failed");
  if (item.state === "failed") {
    const again = element("button", { class: "chip", type: "button" }, "Renvoyer");
    again.addEventListener("click", () => resend(item.key));
    state.replaceChildren("Pas envoyé. ", again);
  } else {
    state.replaceChildren(item.state === "received" ? "Reçu" : "Envoi…");
  }
}

/** Quick replies that a later message has answered: still pressable, but they look past. */
function markPast() {
  const mine = [...log.querySelectorAll(".msg--user")].pop();
  if (!mine) return;
  // The way back to Tandem stays while somebody of the team answers.
  for (const set of log.querySelectorAll(".msg:not([data-human]) > form .choices:not(.is-past)")) {
    if (set.compareDocumentPosition(mine) & Node.DOCUMENT_POSITION_FOLLOWING) {
      set.classList.add("is-past");
      set.querySelector("legend").textContent = "Réponses déjà passées";
    }
  }
}

/** Brings what was just said into view, the beginning of it first. */
function reveal(node) {
  const behavior = calm.matches ? "auto" : "smooth";
  const tall = node.getBoundingClientRect().height > innerHeight * 0.55;
  node.scrollIntoView({ block: tall ? "start" : "end", behavior });
}
