// Sends messages without leaving the page. The page works without this script: whatever goes wrong
// here, the words stay in the text box and the next try is the plain form.

const SAY_SOMETHING_AFTER = 500; // ms until "Looking for services" is shown
const KEEP_COPY_FOR = 1000; // ms that a copy stays in the live region
const GIVE_UP_AFTER = 20000; // ms; the server answers within 8 s
const ESCAPES_WITHIN = 2000; // ms for three presses of Escape

const UNSENT =
  "Sorry, we could not send that. Your words are still here. Please try again. " +
  "In an emergency call 999. For urgent medical help call 111.";
const EMPTY = "Type what you need, or choose one of the buttons.";

const find = (selector, root = document) => root.querySelector(selector);
const findAll = (selector, root = document) => [...root.querySelectorAll(selector)];

const layout = find("[data-layout]");
const transcript = find("[data-transcript]");
const composer = find("[data-composer]");
const box = composer.elements.namedItem("text");
const status = find("[data-status]");
const announcer = find("[data-announcer]");

let sending = false;
let plainForm = false;
let unsent = null; // the last message that failed, so that a second try has the same id

// The server says why not. A session that has run out (403) is renewed by the plain form alone.
class Refused extends Error {
  constructor(sentence, status) {
    super(sentence);
    this.forThisSession = status === 403;
  }
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function element(name, attributes = {}, text = "") {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}

function field(form, name) {
  return form.elements.namedItem(name)?.value;
}

function reveal(root) {
  for (const part of findAll("[data-script-only]", root)) part.hidden = false;
}

// --- errors -------------------------------------------------------------------------------------

function clearError() {
  find("#text-error")?.remove();
  find(".nhsuk-error-summary")?.remove();
  box.removeAttribute("aria-describedby");
  box.removeAttribute("aria-invalid");
  box.classList.remove("nhsuk-textarea--error");
  document.title = document.title.replace(/^Error: /, "");
}

function showError(sentence) {
  clearError();
  const message = element("p", { class: "nhsuk-error-message", id: "text-error", role: "alert" });
  message.append(element("span", { class: "nhsuk-u-visually-hidden" }, "Error: "), sentence);
  box.before(message);
  box.setAttribute("aria-describedby", "text-error");
  box.setAttribute("aria-invalid", "true");
  box.classList.add("nhsuk-textarea--error");
}

// --- what is seen and heard ---------------------------------------------------------------------

function scrollTo(part) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  part?.scrollIntoView({ block: "start", behavior: still ? "auto" : "smooth" });
}

// The text box gets focus, but the keyboard of a phone stays down until the box is touched.
function focusQuietly() {
  box.setAttribute("inputmode", "none");
  box.focus({ preventScroll: true });
}

// Screen readers read what is added to the live region. It gets a copy, emptied soon after: with
// the transcript itself live, some of them read the whole conversation again.
function announce(messages) {
  for (const message of messages) {
    const copy = message.cloneNode(true);
    for (const part of findAll("[data-quiet], time, [aria-hidden='true']", copy)) part.remove();
    for (const part of findAll("a, button, summary", copy)) {
      part.replaceWith(element("span", {}, part.textContent));
    }
    for (const part of findAll("[id]", copy)) part.removeAttribute("id");
    const spoken = element("div");
    spoken.append(...copy.childNodes);
    announcer.append(spoken);
    setTimeout(() => spoken.remove(), KEEP_COPY_FOR);
  }
}

function showWaiting(entry) {
  const item = element("li", { class: "fp-turn fp-turn--you fp-turn--waiting" });
  const bubble = element("div", { class: "fp-said" });
  const words = element("p", { class: "fp-said__text" }, entry.choice ? "You chose: " : "");
  if (!entry.choice) {
    bubble.append(element("span", { class: "nhsuk-u-visually-hidden" }, "You said:"));
  }
  words.append(entry.choice ? element("strong", {}, entry.label) : entry.text);
  bubble.append(words);
  item.append(bubble);
  transcript.append(item);
  scrollTo(item);
  return item;
}

function showAnswer(html, waiting) {
  const parsed = document.createElement("template");
  parsed.innerHTML = html;
  const items = [...parsed.content.children];
  const lostFocus = document.activeElement.closest("[data-choices]");
  for (const used of findAll("[data-choices]")) used.remove();
  find("#latest")?.removeAttribute("id");
  reveal(parsed.content);
  waiting.replaceWith(...items);
  layout.classList.add("fp-layout--started");
  find("[data-tools]").hidden = false;
  if (lostFocus) focusQuietly();
  announce(items.filter((item) => item.hasAttribute("data-message")));
  scrollTo(items[0]);
}

function setBusy(busy) {
  sending = busy;
  for (const button of findAll("[data-send], [data-choices] button")) {
    if (busy) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }
}

// --- sending ------------------------------------------------------------------------------------

async function post(entry) {
  const stop = new AbortController();
  const limit = setTimeout(() => stop.abort(), GIVE_UP_AFTER);
  const said = entry.choice ? { choice: entry.choice } : { text: entry.text };
  const token = field(composer, "form_token");
  try {
    const response = await fetch("/chat/messages", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify({ ...said, message_id: entry.id, ...(token && { form_token: token }) }),
      credentials: "same-origin",
      signal: stop.signal,
    });
    const answer = await response.json();
    const ours = response.status >= 400 && response.status < 500 && answer.error?.message;
    if (ours) throw new Refused(ours, response.status);
    if (!response.ok || typeof answer.html !== "string") throw new Error("no answer");
    return answer;
  } finally {
    clearTimeout(limit);
  }
}

function giveBack(entry, problem) {
  if (entry.text) box.value = [entry.text, box.value].filter(Boolean).join("\n");
  unsent = entry;
  plainForm = !(problem instanceof Refused) || problem.forThisSession;
  showError(problem instanceof Refused ? problem.message : UNSENT);
}

async function send(entry) {
  clearError();
  setBusy(true);
  if (entry.text) box.value = "";
  if (document.activeElement !== box) focusQuietly();
  const waiting = showWaiting(entry);
  const slow = setTimeout(() => {
    status.textContent = "Looking for services. This can take a few seconds.";
  }, SAY_SOMETHING_AFTER);
  try {
    const answer = await post(entry);
    unsent = null;
    if (answer.deleted) location.replace("/chat?notice=deleted");
    else showAnswer(answer.html, waiting);
  } catch (problem) {
    waiting.remove();
    giveBack(entry, problem);
  } finally {
    clearTimeout(slow);
    status.textContent = "";
    setBusy(false);
  }
}

function entryOf(form, button) {
  const entry =
    form === composer
      ? { text: box.value }
      : { choice: button?.value, label: button?.textContent.trim() };
  const again = unsent && unsent.text === entry.text && unsent.choice === entry.choice;
  return { ...entry, id: again ? unsent.id : newId() };
}

// The same id as the failed try: if that one did arrive after all, it is not answered twice.
function fillPlainForm(form, entry) {
  const wanted = { message_id: entry.id, form_token: field(composer, "form_token") };
  for (const [name, value] of Object.entries(wanted)) {
    if (!value) continue;
    const held = form.elements.namedItem(name) ?? element("input", { type: "hidden", name });
    held.value = value;
    form.append(held);
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form !== composer && !form.matches("[data-choices]")) return;
  const entry = entryOf(form, event.submitter);
  if (sending || (form === composer && !entry.text.trim())) {
    event.preventDefault();
    if (!sending) showError(EMPTY);
    return;
  }
  if (plainForm) {
    fillPlainForm(form, entry);
    sending = true; // a second press must not send it twice
    return;
  }
  event.preventDefault();
  send(entry);
});

box.addEventListener("keydown", (event) => {
  box.removeAttribute("inputmode");
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  composer.requestSubmit();
});
box.addEventListener("pointerdown", () => box.removeAttribute("inputmode"));

// --- print, leave, come back --------------------------------------------------------------------

let escapes = [];

function leave(link) {
  document.body.hidden = true;
  fetch("/chat", { method: "DELETE", keepalive: true, credentials: "same-origin" }).catch(() => {});
  location.replace(link.href);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-quick-exit]");
  if (link) {
    event.preventDefault();
    leave(link);
  }
  if (event.target.closest("[data-print]")) window.print();
});

document.addEventListener("keydown", (event) => {
  const link = find("[data-quick-exit]");
  if (event.key !== "Escape" || !link) return;
  const now = Date.now();
  escapes = [...escapes.filter((at) => now - at < ESCAPES_WITHIN), now];
  if (escapes.length >= 3) leave(link);
});

// A page kept by the browser may show a conversation that has been deleted since.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

reveal(document);
