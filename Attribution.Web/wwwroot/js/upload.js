// Sends a chosen or dropped file by plain HTTP, with its progress: the circuit is no way for half a gigabyte.
export function wire(root) {
  const input = root.querySelector('input[type=file]');
  const zone = root.querySelector('.drop');
  input.disabled = false;
  input.addEventListener('change', () => send(root, input));
  zone.addEventListener('dragover', (event) => {
    event.preventDefault();
    zone.classList.add('over');
  });
  zone.addEventListener('dragleave', () => zone.classList.remove('over'));
  zone.addEventListener('drop', (event) => {
    event.preventDefault();
    zone.classList.remove('over');
    if (event.dataTransfer.files.length && !input.disabled) {
      input.files = event.dataTransfer.files;
      send(root, input);
    }
  });
}

function send(root, input) {
  const file = input.files[0];
  if (!file) {
    return;
  }

  if (file.size > Number(root.dataset.most)) {
    fail(root, input, root.dataset.says);
    return;
  }

  const request = new XMLHttpRequest();
  request.open('POST', address(root, file.name));
  request.setRequestHeader('RequestVerificationToken', root.dataset.token);
  request.upload.onprogress = (event) => show(root, event.total ? event.loaded / event.total : 0, file.name);
  request.onload = () => (request.status === 200 ? go(root, JSON.parse(request.responseText).id) : fail(root, input, words(request)));
  request.onerror = () => fail(root, input, 'The connection broke off. Choose the file again.');
  root.querySelector('[role=alert]').hidden = true;
  input.disabled = true;
  show(root, 0, file.name);
  request.send(file);
}

function address(root, name) {
  const kind = root.querySelector('input[name=kind]:checked').value;
  return `${root.dataset.upload}?${new URLSearchParams({ store: root.dataset.store, kind, name })}`;
}

function show(root, share, name) {
  const percent = Math.round(share * 100);
  root.querySelector('.sending').hidden = false;
  root.querySelector('progress').value = share;
  root.querySelector('.sending .cap').textContent = `${name}: ${percent} % sent`;
}

function go(root, id) {
  location.assign(`${root.dataset.page}/${id}?${new URLSearchParams({ store: root.dataset.store })}`);
}

function fail(root, input, text) {
  const alert = root.querySelector('[role=alert]');
  alert.querySelector('p').textContent = text;
  alert.hidden = false;
  root.querySelector('.sending').hidden = true;
  input.disabled = false;
  input.value = '';
}

function words(request) {
  try {
    const problem = JSON.parse(request.responseText);
    return [problem.title, problem.detail ?? Object.values(problem.errors ?? {}).flat().join(' ')].filter(Boolean).join('. ');
  } catch {
    return 'The file was not taken. Load the page again and choose it once more.';
  }
}
