// A page comes pre-rendered, and once its circuit runs the live page takes its place in one go. What somebody has begun by then goes on in the live one.
const patience = 10_000;
let focused = document.activeElement;
let pressed = null;
let begun = null;
let address = location.pathname + location.search;

document.addEventListener('focusin', (event) => { focused = event.target; });
document.addEventListener('focusout', ({ target }) => setTimeout(() => {
  // What is taken out loses focus too, but nobody has left it.
  if (target === focused && target.isConnected && document.activeElement !== target) {
    focused = null;
  }
}));

// A press that began on a link before and ends on it after is no click to the browser.
document.addEventListener('pointerdown', (event) => { pressed = event.button === 0 ? event.target.closest('a[href], summary') : null; });
document.addEventListener('pointerup', (event) => {
  if (pressed && !pressed.isConnected && twin(pressed)?.contains(event.target)) {
    twin(pressed).click();
  }

  pressed = null;
});

// Until then the server knows only the address the page was opened with: back and forward are loads like any link.
addEventListener('popstate', () => {
  const now = location.pathname + location.search;
  if (!begun && now !== address) {
    location.reload();
  }

  address = now;
});

const replaced = new MutationObserver((changes) => {
  const gone = changes.flatMap(({ target, removedNodes }) => target === document.body ? [...removedNodes].filter((node) => node.nodeType === Node.ELEMENT_NODE) : []);
  if (!begun && gone.some((node) => node.querySelector('#main') ?? node.matches('#main'))) {
    begun = tasks(gone);
    document.body.dataset.live = '';
    replaced.observe(document.body, { childList: true, subtree: true });
    setTimeout(() => replaced.disconnect(), patience);
  }

  // Some of the page may come a moment later than the rest.
  begun = begun?.filter((task) => !task());
  if (begun?.length === 0) {
    replaced.disconnect();
  }
});
replaced.observe(document.body, { childList: true });

function tasks(gone) {
  const all = (selector) => gone.flatMap((node) => [...(node.matches(selector) ? [node] : []), ...node.querySelectorAll(selector)]);
  const carry = (go) => (old) => () => {
    const now = twin(old);
    if (now) {
      go(now, old);
    }

    return Boolean(now);
  };
  return [
    ...all('details[open]').map(carry((now) => { now.open = true; })),
    ...all('dialog[open]:not([data-open])').map(carry((now) => now.open || now.showModal())),
    ...all('input:not([type=file], [type=hidden]), textarea, select').filter(isFilled).map(carry(fill)),
    ...[focused].filter((old) => gone.some((node) => node.contains(old))).map(carry(focus)),
  ];
}

function isFilled(field) {
  return field.nodeName === 'SELECT' ? [...field.options].some((option) => option.selected !== option.defaultSelected)
    : field.value !== field.defaultValue || field.checked !== field.defaultChecked;
}

function fill(now, old) {
  if (now.value === old.value && now.checked === old.checked) {
    return;
  }

  [now.value, now.checked] = [old.value, old.checked];
  for (const kind of ['input', 'change']) {
    now.dispatchEvent(new Event(kind, { bubbles: true }));
  }
}

function focus(now, old) {
  if (document.activeElement === document.body || now.closest('dialog')) {
    now.focus({ preventScroll: true });
    if (old.selectionStart != null) {
      now.setSelectionRange(old.selectionStart, old.selectionEnd);
    }
  }
}

// The element in the same place, if it is the same thing.
function twin(old) {
  const parent = old.parentElement;
  const peers = (of) => [...of.children].filter((node) => node.nodeName === old.nodeName && (parent || node.className === old.className && node.id === old.id));
  const place = parent ? twin(parent) : document.body;
  const now = place && peers(place)[parent ? peers(parent).indexOf(old) : 0];
  return now && ['href', 'name', 'type', 'aria-label'].every((name) => now.getAttribute(name) === old.getAttribute(name)) ? now : null;
}
