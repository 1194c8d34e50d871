// What a reader could not read: text that is cut off, outside of its panel or tiny, and plots squeezed flat.
// Runs inside the page.

const FLAT = 60;
const SMALL = 9;

/** Text that a plot drew over the edge of its canvas, by canvas. */
const drawnOver = new WeakMap();

/** Watches what plots write: their axes are pixels, not elements. */
export function watchCanvases() {
  const fillText = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function write(text, x, y, ...rest) {
    const { width } = this.measureText(text);
    const { a, e } = this.getTransform();
    // Values stand to the left of their axis. Times are centred, and the last may be cut where Grafana cuts it too.
    if (this.textAlign === 'right' && a * (x - width) + e < -1) {
      drawnOver.set(this.canvas, (drawnOver.get(this.canvas) ?? new Set()).add(text));
    }
    return fillText.call(this, text, x, y, ...rest);
  };
}

function overTheEdge(section) {
  return [...section.querySelectorAll('canvas')].flatMap((canvas) => [...(drawnOver.get(canvas) ?? [])])
    .map((text) => `"${text}" is cut off by the edge of the plot`);
}

/** @returns {string[]} one sentence per finding */
export function findOverflow(section) {
  const panel = section.getBoundingClientRect();
  // A spark line has hidden axes.
  const plots = section.dataset.type === 'timeseries' ? [...overTheEdge(section), ...flat(section)] : [];
  return [...cutOff(section), ...outside(section, panel), ...small(section), ...plots];
}

function* texts(section) {
  for (const element of section.querySelectorAll('*')) {
    const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent).join('').trim();
    if (own && element.getClientRects().length) {
      yield [element, own];
    }
  }
}

/** The element or something around it hides what does not fit; a list that scrolls does so down only. */
function cutOff(section) {
  const findings = [];
  for (const [element, text] of texts(section)) {
    const range = document.createRange();
    range.selectNodeContents(element);
    const { left, right } = range.getBoundingClientRect();
    for (let around = element; around !== section; around = around.parentElement) {
      const { overflowX } = getComputedStyle(around);
      const box = around.getBoundingClientRect();
      if (overflowX !== 'visible' && (right > box.right + 1 || left < box.left - 1)) {
        findings.push(`"${text}" is cut off by ${Math.ceil(Math.max(right - box.right, box.left - left))} px`);
        break;
      }
    }
  }
  return findings;
}

function outside(section, panel) {
  const findings = [];
  for (const [element, text] of texts(section)) {
    const box = element.getBoundingClientRect();
    if (box.bottom > panel.bottom + 1 && !scrolls(element, section)) {
      findings.push(`"${text}" is below the panel`);
    }
    if (box.right > panel.right + 1 && !scrolls(element, section)) {
      findings.push(`"${text}" is beside the panel`);
    }
  }
  return findings;
}

function scrolls(element, section) {
  for (let around = element; around !== section; around = around.parentElement) {
    if (getComputedStyle(around).overflowY !== 'visible') {
      return true;
    }
  }
  return false;
}

function small(section) {
  return [...texts(section)]
    .map(([element, text]) => [parseFloat(getComputedStyle(element).fontSize), text])
    .filter(([size]) => size < SMALL)
    .map(([size, text]) => `"${text}" is only ${size.toFixed(0)} px high`);
}

function flat(section) {
  return [...section.querySelectorAll('.u-over')]
    .map((plot) => Math.round(plot.getBoundingClientRect().height))
    .filter((height) => height < FLAT)
    .map((height) => `the plot is only ${height} px high: too much legend`);
}
