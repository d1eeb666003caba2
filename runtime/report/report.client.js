// Runs in the reader's browser. The page says all that it has to say without this; it adds reading off curves, searching the log, and paper.
(() => {
  for (const svg of document.querySelectorAll('.chart svg')) readOff(svg);
  const filters = document.querySelector('.filters');
  if (filters) searchLog(filters, [...document.querySelectorAll('.chunk')]);
  markCurrent([...document.querySelectorAll('nav a')]);
  openOnPaper();

  /** Shows the value of a curve next to the pointer, or step by step with the arrow keys. */
  function readOff(svg) {
    const points = JSON.parse(svg.dataset.points);
    const output = svg.parentElement.querySelector('output');
    const last = output.textContent;
    const reading = svg.querySelector('.reading');
    const [line, dot] = reading.children;
    let at = points.length - 1;

    function show(index) {
      at = Math.max(0, Math.min(points.length - 1, index));
      const [x, y, label, value] = points[at];
      for (const name of ['x1', 'x2']) line.setAttribute(name, x);
      dot.setAttribute('cx', x);
      dot.setAttribute('cy', y);
      reading.removeAttribute('hidden');
      output.textContent = `at ${label}: ${value}`;
    }

    function leave() {
      reading.setAttribute('hidden', '');
      output.textContent = last;
    }

    svg.addEventListener('pointermove', (event) => {
      const box = svg.getBoundingClientRect();
      const x = ((event.clientX - box.left) / box.width) * svg.viewBox.baseVal.width;
      show(points.reduce((best, point, index) => (Math.abs(point[0] - x) < Math.abs(points[best][0] - x) ? index : best), 0));
    });
    svg.addEventListener('pointerleave', leave);
    svg.addEventListener('focus', () => show(at));
    svg.addEventListener('blur', leave);
    svg.addEventListener('keydown', (event) => {
      const move = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: points.length - 1 }[event.key];
      if (move === undefined) return;
      event.preventDefault();
      show(move);
    });
  }

  /** Leaves the rows that have every word, are of a kind that is wanted, and of the step. */
  function searchLog(form, chunks) {
    const rows = chunks.map((chunk) =>
      [...chunk.children].map((row) => {
        const { kind, step } = row.dataset;
        return { row, kind, step, text: `${step} ${row.lastElementChild.textContent}`.toLowerCase() };
      }),
    );
    const total = rows.reduce((sum, chunk) => sum + chunk.length, 0);
    const output = form.elements.namedItem('count');
    let waiting = 0;

    function filter() {
      const words = form.elements.namedItem('text').value.toLowerCase().split(/\s+/).filter(Boolean);
      const kinds = new Set([...form.querySelectorAll('[name=kind]:checked')].map((box) => box.value));
      const step = form.elements.namedItem('step')?.value ?? '';
      let shown = 0;
      rows.forEach((chunk, index) => {
        let left = 0;
        for (const item of chunk) {
          const fits = kinds.has(item.kind) && (step === '' || item.step === step) && words.every((word) => item.text.includes(word));
          if (item.row.hidden === fits) item.row.hidden = !fits;
          if (fits) left++;
        }
        chunks[index].hidden = left === 0;
        chunks[index].style.containIntrinsicSize = `auto ${left * 23}px`;
        shown += left;
      });
      output.textContent = shown === total ? `${total} rows` : `${shown} of ${total} rows`;
    }

    form.hidden = false;
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('input', () => {
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(filter);
    });
    filter();
  }

  /** The contents say where the reader is. */
  function markCurrent(links) {
    const sections = links.map((link) => document.querySelector(link.getAttribute('href')));
    const mark = () => {
      const top = innerHeight * 0.3;
      const isAtEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
      const index = isAtEnd ? links.length - 1 : sections.findLastIndex((section) => section.getBoundingClientRect().top <= top);
      links.forEach((link, other) => (other === index ? link.setAttribute('aria-current', 'true') : link.removeAttribute('aria-current')));
    };
    addEventListener('scroll', mark, { passive: true });
    mark();
  }

  /** What is folded would be lost on paper. */
  function openOnPaper() {
    let opened = [];
    addEventListener('beforeprint', () => {
      opened = [...document.querySelectorAll('.tree details:not([open])')].slice(0, 60);
      for (const details of opened) details.open = true;
    });
    addEventListener('afterprint', () => {
      for (const details of opened) details.open = false;
    });
  }
})();
