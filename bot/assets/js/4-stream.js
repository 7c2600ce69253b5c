// What Tandem says: by an event stream, by polling when the stream does not hold.

let source = null;
let failures = 0;
let polling = 0;
let showFrom = 0;
let typingEnds = 0;
const waiting = [];

function connect() {
  clearTimeout(polling);
  source?.close();
  if (!("EventSource" in window)) {
    poll();
    return;
  }
  source = new EventSource(`${base}/events?after=${lastSeq}`);
  source.addEventListener("open", () => {
    failures = 0;
    if (status.dataset.kind === "network") say("", "");
  });
  source.addEventListener("typing", (event) => {
    if (calm.matches) return;
    showFrom = Math.max(showFrom, performance.now() + Number(JSON.parse(event.data).ms));
    showTyping();
  });
  source.addEventListener("message", (event) => arrive(JSON.parse(event.data)));
  source.addEventListener("error", () => {
    failures += 1;
    if (source.readyState === EventSource.CLOSED || failures > 2) {
      source.close();
      source = null;
      say("Connexion difficile. On continue à chercher tes messages…", "network");
      poll();
    }
  });
}

/** Asks every two seconds; tries the stream again after a while. */
async function poll(round = 0) {
  try {
    const answer = await fetch(`${base}/messages?after=${lastSeq}`, { signal: AbortSignal.timeout(10000) });
    if (answer.status === 401 || answer.status === 404) {
      const problem = await answer.json().catch(() => null);
      warn(problem?.title ?? "Conversation terminée", problem?.next ?? "Recharge la page pour recommencer.");
      return;
    }
    if (answer.ok) {
      (await answer.json()).messages.forEach(arrive);
      if (round >= 4 && "EventSource" in window) {
        failures = 0;
        connect();
        return;
      }
    }
  } catch {
    // Still no network: the next round tries again.
  }
  polling = setTimeout(() => poll(round + 1), document.hidden ? 10000 : 2000);
}

/** Messages are shown once, in order, after the pause that a person would make. */
function arrive(message) {
  if (message.seq <= lastSeq) return;
  lastSeq = message.seq;
  waiting.push(message);
  if (waiting.length === 1) showNext();
}

function showNext() {
  const message = waiting[0];
  const pause = message.author === "user" || calm.matches ? 0 : Math.max(0, showFrom - performance.now());
  setTimeout(() => {
    show(message);
    waiting.shift();
    if (waiting.length) showNext();
  }, pause);
}

let turn = null;

function show(message) {
  const node = rendered(message);
  if (message.author === "user") {
    settle(message);
    turn = null;
    const pending = log.querySelector("[data-key]");
    log.insertBefore(node, pending);
  } else {
    stopTyping();
    const pending = log.querySelector("[data-key]");
    log.insertBefore(node, pending);
    if (!turn) {
      turn = node;
    }
  }
  markPast();
  keepInView(node);
}

/** Follows the talk without hiding the beginning of a long answer. */
function keepInView(node) {
  const first = turn ?? node;
  const span = node.getBoundingClientRect().bottom - first.getBoundingClientRect().top;
  if (span > innerHeight * 0.6) {
    if (first === node) reveal(node);
    else first.scrollIntoView({ block: "start", behavior: calm.matches ? "auto" : "smooth" });
  } else {
    scrollTo({ top: document.documentElement.scrollHeight, behavior: calm.matches ? "auto" : "smooth" });
  }
}

function say(text, kind) {
  status.textContent = text;
  status.dataset.kind = kind;
}

/** We sent something: until the reply is here, show that it is being worked on. */
function expectReply() {
  clearTimeout(typingEnds);
  // A person answers when they can: nothing is announced for them.
  if ([...log.querySelectorAll(".msg[data-seq]:not(.msg--user)")].pop()?.hasAttribute("data-human")) return;
  typingEnds = setTimeout(showTyping, 400);
}

function showTyping() {
  if (status.dataset.kind !== "typing") {
    say("Tandem écrit", "typing");
    const dots = document.createElement("span");
    dots.className = "dots";
    dots.setAttribute("aria-hidden", "true");
    dots.append(...[1, 2, 3].map(() => document.createElement("i")));
    status.append(dots);
  }
  clearTimeout(typingEnds);
  typingEnds = setTimeout(stopTyping, 15000);
}

function stopTyping() {
  clearTimeout(typingEnds);
  if (status.dataset.kind === "typing") say("", "");
}
