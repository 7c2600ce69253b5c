// What the person sends: kept until the server has it, whatever happens to the network.

/** Items `{key, body, label, state}`, state being sending, received or failed. */
let queue = memory.read("queue", []);
let working = false;

function keep() {
  // A position is never written down, not even here.
  memory.write("queue", queue.filter((item) => item.body.type !== "location"));
}

/** Shows at once what was said or pressed, then sends it. */
function send(body, label) {
  const item = { key: newKey(), body, label, state: "sending" };
  queue.push(item);
  keep();
  const bubble = pendingBubble(item);
  log.append(bubble);
  showState(item);
  markPast();
  reveal(bubble);
  work();
}

function resend(key) {
  for (const item of queue) {
    if (item.key === key || item.state === "failed") {
      item.state = "sending";
      showState(item);
    }
  }
  keep();
  warn("");
  field.focus();
  work();
}

/** Sends in order, one at a time: an answer never overtakes the one before it. */
async function work() {
  if (working) return;
  working = true;
  for (let item = nextToSend(); item; item = nextToSend()) {
    const done = await post(item);
    keep();
    showState(item);
    if (!done) break;
    expectReply();
  }
  working = false;
}

function nextToSend() {
  return queue.find((item) => item.state === "sending");
}

/** One item to the server, three tries. True when it is there. */
async function post(item) {
  for (const pause of [0, 800, 2500]) {
    await new Promise((go) => setTimeout(go, pause));
    let answer;
    try {
      answer = await fetch(`${base}/messages`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "Idempotency-Key": item.key },
        body: JSON.stringify(item.body),
        signal: AbortSignal.timeout(15000),
      });
    } catch {
      continue;
    }
    if (answer.ok) {
      item.state = "received";
      warn("");
      return true;
    }
    const problem = await answer.json().catch(() => null);
    if (answer.status >= 500 && pause < 2500) continue;
    fail(item, problem?.title ?? "Ton message n'est pas parti", problem ? `${problem.detail} ${problem.next}` : "Réessaie dans un instant.");
    return false;
  }
  fail(item, "Pas de connexion", "Ton message est gardé ici. Appuie sur « Renvoyer » quand le réseau revient.");
  return false;
}

function fail(item, title, detail) {
  for (const other of queue) {
    if (other.state === "sending") {
      other.state = "failed";
      showState(other);
    }
  }
  item.state = "failed";
  stopTyping();
  warn(title, detail);
}

/** The server repeated something we sent: its bubble gives way to the real one. */
function settle(message) {
  const found = queue.findIndex((item) => item.key === message.key);
  if (found < 0) return;
  const [item] = queue.splice(found, 1);
  keep();
  log.querySelector(`[data-key="${item.key}"]`)?.remove();
}

/** What an earlier visit left unsent. */
function recover() {
  // What had arrived is in the transcript of the page.
  queue = queue.filter((item) => item.state !== "received");
  for (const item of queue) {
    log.append(pendingBubble(item));
    item.state = "sending";
    showState(item);
  }
  keep();
  if (queue.length) work();
}
