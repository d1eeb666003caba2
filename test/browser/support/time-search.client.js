// How long a search in the log takes until the page shows it, in milliseconds.
(async () => {
  const input = document.querySelector('input[type=search]');
  const began = performance.now();
  input.value = 'row 99';
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  return performance.now() - began;
})();
