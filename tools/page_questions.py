"""What a page is asked in a browser: expressions whose worth is plain data."""

from __future__ import annotations

from pathlib import Path

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
LAYERS = "[...document.querySelectorAll('main > section.layer')].map(one => one.id)"
IN_VIEW = """(id => new Promise(done => {{
  location.hash = ''; location.hash = id;
  const seen = () => [...document.querySelectorAll('main > section.layer')].filter(one => one.checkVisibility());
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(seen().map(one => one.id)), 50)));
}}))({id!r})"""
FOLDS = "document.querySelectorAll('figure details').forEach(fold => {{ fold.open = {opened}; }})"
# The layer that the links between layers mark; none where a page has no such links.
MARKED = "[...document.querySelectorAll('.bar a[aria-current=true]')].map(one => one.hash.slice(1))"
SEVERAL = "document.querySelectorAll('.bar a').length > 1"
# Whether the layer in view has a figure to enlarge; it is open then.
ENLARGED = """(() => {
  const button = [...document.querySelectorAll('.enlarge')].find(one => one.checkVisibility());
  if (button) button.click();
  return Boolean(button) && document.querySelector('dialog').open;
})()"""
# By how many pixels the page is wider than the window: a reader should never have to scroll it sideways. The window of
# a phone grows with what is too wide for it, so it is asked for by what the page itself is given.
SIDEWAYS = "document.scrollingElement.scrollWidth - document.documentElement.clientWidth"
AXE = """axe.run(document, {{
  runOnly: {{type: 'tag', values: {tags}}}, resultTypes: ['violations', 'incomplete'],
}}).then(found => ({{
    violations: found.violations.map(one => one.id + ' (' + one.nodes.length + '): ' + one.nodes[0].target.join(' ')),
    unsure: found.incomplete.map(one => one.id + ' (' + one.nodes.length + ')'),
  }}))"""
# What sticks out of the sheet, and the smallest type of the front, in points.
CUT = """(() => {
  const layer = [...document.querySelectorAll('main > section.layer')].find(one => one.checkVisibility());
  const right = layer.getBoundingClientRect().right;
  return [...layer.querySelectorAll('table, svg, p, li, h2, h3')].filter(
    one => one.checkVisibility() && one.getBoundingClientRect().right > right + 1
  ).map(one => (one.closest('[id]') || one).id + ' by ' + Math.round(one.getBoundingClientRect().right - right));
})()"""
SMALLEST_TYPE = """Math.min(...[...document.querySelectorAll('#front *')].filter(
  one => one.checkVisibility() && !one.closest('svg')
    && [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim())
).map(one => parseFloat(getComputedStyle(one).fontSize) * 0.75))"""
LAST_WORDS = """(() => {
  const layer = [...document.querySelectorAll('main > section.layer')].find(one => one.checkVisibility());
  const told = [...layer.querySelectorAll('p, li, td, th, h2, h3')].filter(
    one => one.checkVisibility() && !one.closest('.download, .enlarge') && one.innerText.trim());
  return told.at(-1).innerText;
})()"""
# Every text that can be seen with what it stands on, in and outside drawings, and marks fainter than 3 to 1.
CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
