/** A big screen has nobody to scroll it: what does not fit is shown screenful by screenful, and then from the top again. */
const pause = 10_000;

window.setInterval(() => {
  const head = document.querySelector('.screen-head')?.getBoundingClientRect().bottom ?? 0;
  const cut = [...document.querySelectorAll('.seat, .ticker')]
    .map((element) => element.getBoundingClientRect())
    .find(({ bottom }) => bottom > window.innerHeight + 2);
  if (cut && cut.top > head + 1) window.scrollBy({ top: cut.top - head - 8, behavior: 'instant' });
  else window.scrollTo({ top: 0, behavior: 'instant' });
}, pause);
