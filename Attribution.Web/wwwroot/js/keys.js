// Single keys: off while typing, and where the user switched them off. No combination of the browser is taken but Ctrl/⌘ K.
// When g was pressed last, on the clock of events; a page's first moments are near its zero.
let pending = -Infinity;

export function onKey(event) {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    document.getElementById('jump')?.showModal();
    return;
  }

  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || localStorage.getItem('single-keys') === 'off') {
    return;
  }

  if (act(event)) {
    event.preventDefault();
  }
}

function isTyping(target) {
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.nodeName) || document.querySelector('dialog[open]');
}

function act({ key, timeStamp }) {
  if (timeStamp - pending < 1500) {
    pending = -Infinity;
    return press(document.querySelector(`[data-go="${CSS.escape(key)}"]`));
  }

  switch (key) {
    case 'g': pending = timeStamp; return true;
    case '?': document.getElementById('keys')?.showModal(); return true;
    case '/': document.getElementById('jump')?.showModal(); return true;
    case 'j': return row(1);
    case 'k': return row(-1);
    case 'Escape': return press([...document.querySelectorAll('[data-last-filter]')].at(-1));
    default: return press(nearest([...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)]));
  }
}

function press(element) {
  element?.click();
  if (element?.nodeName === 'SUMMARY') {
    element.focus();
  }

  return Boolean(element);
}

// Of several charts the one with focus or under the pointer, else the first in view.
function nearest(elements) {
  return elements.find((element) => element.closest('.card')?.matches(':focus-within, :hover'))
    ?? elements.find((element) => element.getBoundingClientRect().bottom > 0 && element.checkVisibility());
}

function row(step) {
  const links = [...document.querySelectorAll('.tbl tbody tr :is(th, td):first-child :is(a, button)')].filter((link) => link.checkVisibility());
  const at = links.indexOf(document.activeElement);
  links[Math.max(0, Math.min(links.length - 1, at < 0 ? 0 : at + step))]?.focus();
  return links.length > 0;
}
