// What the frame does in the browser alone: menus, dialogs, theme, copying, searching in lists, keys. Nothing here asks the server.
import { onKey } from './keys.js';
import './start.js';

const closest = (event, selector) => event.target.closest?.(selector);

document.addEventListener('click', (event) => {
  closeMenus(closest(event, 'details.menu-box'), closest(event, '.menu a, .menu button[type=button]'));

  const theme = closest(event, '[data-theme-to], [data-theme-toggle]');
  if (theme) {
    setTheme(theme.dataset.themeTo ?? (document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark'));
  }

  const opener = closest(event, '[data-dialog]');
  if (opener) {
    document.getElementById(opener.dataset.dialog)?.showModal();
  }

  const dialog = closest(event, 'dialog');
  if (dialog && (event.target === dialog || closest(event, '[data-close], dialog a[href]'))) {
    dialog.close();
  }

  const copy = closest(event, '[data-copy]');
  if (copy) {
    copyText(copy);
  }

  if (closest(event, '[data-reload]')) {
    event.preventDefault();
    location.reload();
  }

  if (closest(event, 'a[data-noscroll]') && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    keepScroll();
  }
});

document.addEventListener('input', (event) => {
  const list = document.getElementById(event.target.dataset.search ?? '');
  if (list) {
    const words = event.target.value.trim().toLocaleLowerCase();
    for (const item of list.children) {
      const finder = item.querySelector('[data-find]');
      item.hidden = finder ? !words : !item.textContent.toLocaleLowerCase().includes(words);
      if (finder) {
        find(finder, event.target.value.trim());
      }
    }
  }
});

document.addEventListener('change', (event) => {
  if (event.target.dataset.fold) {
    fold(event.target);
  }

  if (event.target.matches('[data-single-keys]')) {
    localStorage.setItem('single-keys', event.target.checked ? 'on' : 'off');
  }
});

document.addEventListener('keydown', (event) => {
  const search = closest(event, '[data-search]');
  if (search && event.key === 'Enter') {
    event.preventDefault();
    document.getElementById(search.dataset.search)?.querySelector('li:not([hidden]) a')?.click();
    return;
  }

  if (event.key === 'Escape') {
    const open = document.querySelector('details.menu-box[open]');
    if (open) {
      closeMenus(null, null);
      open.querySelector('summary').focus();
      return;
    }
  }

  onKey(event);
});

// Where something may be dropped; the server hears of the drop alone.
for (const name of ['dragover', 'drop', 'dragleave', 'dragend']) {
  document.addEventListener(name, (event) => {
    const place = closest(event, '[data-drop]');
    document.querySelectorAll('[data-drop].over').forEach((other) => (other !== place || name !== 'dragover') && other.classList.remove('over'));
    if (place && (name === 'dragover' || name === 'drop')) {
      event.preventDefault();
      place.classList.toggle('over', name === 'dragover');
    }
  });
}

// The server says data-open; the browser owns focus, Esc and the layer.
new MutationObserver((changes) => {
  for (const { target } of changes) {
    if (target.nodeName === 'DIALOG' || target.querySelector?.('dialog[data-open], select[data-fold]')) {
      sync(target.parentElement ?? target);
    }
  }
}).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-open'] });
sync(document.body);

function sync(root) {
  for (const dialog of root.querySelectorAll('dialog')) {
    if (dialog.dataset.open && !dialog.open) {
      dialog.showModal();
      dialog.dataset.shown = 'true';
    } else if (!dialog.dataset.open && dialog.dataset.shown && dialog.open) {
      dialog.close();
      delete dialog.dataset.shown;
    }
  }

  root.querySelectorAll('select[data-fold]').forEach((select) => select.dataset.chosen && fold(select));
  root.querySelectorAll('[data-single-keys]').forEach((box) => { box.checked = localStorage.getItem('single-keys') !== 'off'; });
}

// A link that looks for what is typed on another page.
function find(link, text) {
  const to = new URL(link.dataset.find, location.href);
  to.searchParams.set('q', text);
  link.href = to.pathname + to.search;
  link.querySelector('b').textContent = text;
}

function closeMenus(inside, choice) {
  for (const menu of document.querySelectorAll('details.menu-box[open]')) {
    if (menu !== inside || choice) {
      menu.open = false;
    }
  }
}

function setTheme(name) {
  if (name === 'system') {
    localStorage.removeItem('theme');
  } else {
    localStorage.setItem('theme', name);
  }

  document.dispatchEvent(new Event('themechange'));
}

async function copyText(button) {
  const label = button.querySelector('span');
  const before = label?.textContent;
  await navigator.clipboard.writeText(button.dataset.copy);
  if (label && before !== button.dataset.done) {
    label.textContent = button.dataset.done;
    setTimeout(() => { label.textContent = before; }, 2000);
  }
}

// Narrow screens: a table keeps its names and the chosen figure.
function fold(select) {
  select.dataset.chosen = select.value;
  for (const cell of document.getElementById(select.dataset.fold)?.querySelectorAll('[data-c]') ?? []) {
    cell.classList.toggle('shown', cell.dataset.c === select.value);
  }
}

// A link that changes the figures of the page in view leaves it where it is.
function keepScroll() {
  const top = scrollY;
  const restore = () => { if (Math.abs(scrollY - top) > 1) { scrollTo({ top, behavior: 'instant' }); } };
  addEventListener('scroll', restore);
  setTimeout(() => removeEventListener('scroll', restore), 400);
}
