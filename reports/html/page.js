// The page is whole without this: it adds a filter and buttons that copy.
const checks = [...document.querySelectorAll('[data-check]')];
const sections = [...document.querySelectorAll('main > section')];

if (checks.length > 1) {
  const search = document.createElement('search');
  const label = document.createElement('label');
  const input = document.createElement('input');
  const output = document.createElement('output');
  label.htmlFor = 'filter';
  label.textContent = 'Filter checks';
  Object.assign(input, { id: 'filter', type: 'search', autocomplete: 'off', placeholder: 'id, area or word' });
  search.append(label, input, output);
  sections[0]?.after(search);
  input.addEventListener('input', () => {
    const wanted = input.value.trim().toLowerCase();
    let shown = 0;
    for (const check of checks) {
      const matches = (check.dataset.check ?? '').toLowerCase().includes(wanted);
      check.hidden = !matches;
      if (matches) shown += 1;
      const area = check.closest('details.area');
      if (area && wanted !== '' && matches) area.open = true;
    }
    for (const section of sections) {
      const own = [...section.querySelectorAll('[data-check]')];
      if (own.length > 0) section.hidden = own.every((check) => check.hidden);
    }
    output.textContent = wanted === '' ? '' : `${shown} of ${checks.length}`;
  });
}

for (const command of document.querySelectorAll('.command')) {
  const code = command.querySelector('code');
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Copy';
  button.setAttribute('aria-label', `Copy: ${code.textContent}`);
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = 'Copied';
    } catch {
      // No clipboard without a secure context: selected, it can be copied by hand.
      getSelection().selectAllChildren(code);
      button.textContent = 'Selected';
    }
  });
  command.append(button);
}

// What is longer than its box can be scrolled by keys too.
for (const box of document.querySelectorAll('.command code, .command-line dd, .remedy dd')) {
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
}

// Evidence and passed checks are closed on a screen; on paper nothing can be opened.
addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('details.area')) details.open = true;
});
