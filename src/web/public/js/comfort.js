/** Small comforts that every page works without: focus on errors, one click a form, printing, dialogs, countdowns. */

/** @type {HTMLElement | null} */ (document.querySelector('[data-focus]'))?.focus();

for (const form of document.querySelectorAll('form[method="post"]')) {
  form.addEventListener('submit', (event) => {
    if (form.hasAttribute('data-sent')) event.preventDefault();
    form.setAttribute('data-sent', '');
    window.setTimeout(() => form.removeAttribute('data-sent'), 8000);
  });
}

for (const button of document.querySelectorAll('[data-print]')) {
  button.removeAttribute('hidden');
  button.addEventListener('click', () => window.print());
}

for (const opener of document.querySelectorAll('[data-dialog]')) {
  opener.addEventListener('click', (event) => {
    const dialog = document.getElementById(opener.getAttribute('data-dialog') ?? '');
    if (dialog instanceof HTMLDialogElement) {
      event.preventDefault();
      dialog.showModal();
    }
  });
}

const countdowns = [...document.querySelectorAll('[data-countdown]')];
if (countdowns.length > 0) {
  const tick = () => {
    for (const element of countdowns) {
      const left = Math.max(0, Math.round((Date.parse(element.getAttribute('datetime') ?? '') - Date.now()) / 1000));
      const [hours, minutes, seconds] = [Math.floor(left / 3600), Math.floor((left % 3600) / 60), left % 60];
      element.textContent = (hours ? [hours, minutes, seconds] : [minutes, seconds])
        .map((part) => String(part).padStart(2, '0'))
        .join(':');
    }
  };
  tick();
  window.setInterval(tick, 1000);
}
