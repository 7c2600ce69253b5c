// The script of the conversation. The files of this folder are served joined, in order, as one
// module. Without it the page works as plain forms; with it nothing that was typed is ever lost.

const chat = document.querySelector("[data-conversation]");
const conversation = chat.dataset.conversation;
const log = document.getElementById("fil");
const status = document.getElementById("etat");
const alertBox = document.getElementById("alerte");
const composer = document.getElementById("composer");
const field = document.getElementById("texte");
const base = `/api/v1/chat/conversations/${encodeURIComponent(conversation)}`;
const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** Greatest number of a message shown. */
let lastSeq = Number(chat.dataset.last);

/** Small storage that may be refused (private window): the chat then works without memory. */
const memory = {
  read(name, otherwise) {
    try {
      const text = localStorage.getItem(`tandem:${conversation}:${name}`);
      return text === null ? otherwise : JSON.parse(text);
    } catch {
      return otherwise;
    }
  },
  write(name, value) {
    try {
      const key = `tandem:${conversation}:${name}`;
      if (value === "" || (Array.isArray(value) && value.length === 0)) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify(value));
    } catch {
      // Storage refused or full: the page keeps its own copy.
    }
  },
  /** Forgets what other conversations left on this machine. */
  forgetOthers() {
    try {
      for (const key of Object.keys(localStorage)) {
        if (key.startsWith("tandem:") && !key.startsWith(`tandem:${conversation}:`)) {
          localStorage.removeItem(key);
        }
      }
    } catch {
      // Nothing to forget.
    }
  },
};

/** Says something is wrong, in words; an empty title clears it. */
function warn(title, detail) {
  alertBox.replaceChildren();
  if (!title) return;
  const strong = document.createElement("strong");
  strong.textContent = title;
  const first = document.createElement("p");
  first.append(strong);
  const second = document.createElement("p");
  second.textContent = detail;
  alertBox.append(first, second);
}

/** Time-ordered unique key (RFC 9562, version 7): a resend is recognised and not handled twice. */
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let time = Date.now();
  for (let at = 5; at >= 0; at -= 1) {
    bytes[at] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [8, 12, 16, 20].reduceRight((text, at) => `${text.slice(0, at)}-${text.slice(at)}`, hex);
}
