(() => {
  const CLEAR = [0, 0, 0, 0];
  const read = (text) => {
    const numbers = (text.match(/[\d.]+/g) || []).map(Number);
    // A pattern or none is no colour of its own.
    if (!text.startsWith("rgb")) return CLEAR;
    return [numbers[0], numbers[1], numbers[2], numbers[3] ?? 1];
  };
  const over = (top, below) => [0, 1, 2].map((i) => top[3] * top[i] + (1 - top[3]) * below[i]).concat(1);
  // Relative luminance and contrast by WCAG 2.2.
  const linear = (channel) => (channel / 255 <= 0.04045 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4);
  const light = (colour) => 0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2]);
  const ratio = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const shown = (colour) => colour.slice(0, 3).map(Math.round).join(",");
  const chain = (element, last) => {
    const found = [];
    for (let one = element; one && one !== last; one = one.parentElement) found.push(one);
    return found;
  };
  const ground = (element) => {
    const all = chain(element, null).map((one) => read(getComputedStyle(one).backgroundColor)).filter((colour) => colour[3]);
    return all.reverse().reduce((below, colour) => over(colour, below), [255, 255, 255, 1]);
  };
  const pairs = new Map();
  const add = (text, on, needed, what) => {
    const key = `${shown(text)} on ${shown(on)}`;
    if (!pairs.has(key) || pairs.get(key).needed < needed) pairs.set(key, { key, ratio: ratio(text, on), needed, what });
  };

  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const element = walk.currentNode.parentElement;
    const words = walk.currentNode.data.trim();
    if (!words || element.closest("svg, script") || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && parseInt(style.fontWeight) >= 700);
    const on = ground(element);
    add(over(read(style.color), on), on, large ? 3 : 4.5, words.slice(0, 40));
  }

  const faint = new Map();
  for (const svg of document.querySelectorAll("svg")) {
    if (!svg.checkVisibility()) continue;
    const base = ground(svg);
    const painted = (element, colour, own) => {
      const found = read(colour);
      const opacity = chain(element, svg.parentElement).reduce((all, one) => all * parseFloat(getComputedStyle(one).opacity), 1);
      return [...found.slice(0, 3), found[3] * parseFloat(own) * opacity];
    };
    const drawn = [...svg.querySelectorAll("path, rect, circle, ellipse, polygon, use")];
    const shapes = drawn.filter((one) => !one.closest("defs, clipPath")).map((one) => {
      const style = getComputedStyle(one);
      const fill = painted(one, style.fill, style.fillOpacity);
      return { one, box: one.getBoundingClientRect(), fill, stroke: painted(one, style.stroke, style.strokeOpacity) };
    });
    for (const text of svg.querySelectorAll("text")) {
      const box = text.getBoundingClientRect();
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      const holds = (at) => at.left <= x && x <= at.right && at.top <= y && y <= at.bottom;
      const before = (one) => text.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING;
      const under = shapes.filter((shape) => shape.fill[3] && holds(shape.box) && before(shape.one));
      const on = under.reduce((below, shape) => over(shape.fill, below), base);
      const style = getComputedStyle(text);
      add(over(painted(text, style.fill, style.fillOpacity), on), on, 4.5, text.textContent.trim().slice(0, 40));
    }
    for (const colour of shapes.flatMap((shape) => [shape.fill, shape.stroke])) {
      const seen = over(colour, base);
      if (colour[3] && shown(seen) !== shown(base) && ratio(seen, base) < 3) {
        faint.set(shown(seen), (faint.get(shown(seen)) || 0) + 1);
      }
    }
  }

  const all = [...pairs.values()];
  const told = (pair) => `${pair.ratio.toFixed(2)} of ${pair.needed}: ${pair.key}, as in "${pair.what}"`;
  return {
    pairs: all.length,
    least: Math.min(...all.map((pair) => pair.ratio)),
    low: all.filter((pair) => pair.ratio < pair.needed).map(told),
    faint: [...faint].map(([colour, count]) => `${colour} (${count})`),
  };
})()
