// Looks at a page in a frame of its own and says what is wrong with it: what sticks out, what cannot
// be read, what does not answer to a hand, a keyboard or a screen reader.
"use strict";
window.probe = async (frame, wanted) => {
  const faults = [];
  const page = frame.contentDocument;
  const view = frame.contentWindow;
  const wait = (time) => new Promise((done) => setTimeout(done, time));
  const seen = (element) => element.getClientRects().length > 0;
  const where = (element) => `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ""} "${(element.textContent || "").trim().slice(0, 40)}"`;

  if (wanted.language === "zh") page.getElementById("say-zh").click();
  else page.getElementById("say-en").click();
  await wait(50);
  if (page.documentElement.lang.slice(0, 2) !== wanted.language) faults.push(`lang is ${page.documentElement.lang}`);

  // A lesson shows nothing of its answer before it is guessed; all else is looked at after that.
  const guess = page.querySelector("input.guess");
  if (guess) {
    for (const told of page.querySelectorAll(".told, #answer, #charts")) if (seen(told)) faults.push(`${where(told)} is told before it is guessed`);
    guess.click();
    await wait(50);
    if (!seen(page.querySelector(".told"))) faults.push("a guess is not answered");
  }

  // Nothing sticks out, but of what can be scrolled.
  const width = view.innerWidth;
  if (page.documentElement.scrollWidth > width + 1) faults.push(`page is ${page.documentElement.scrollWidth} wide in a window of ${width}: ${[...page.querySelectorAll("body *")].filter((it) => it.getBoundingClientRect().right > width + 1 && !it.closest("svg, .wide")).map(where).slice(0, 4).join("; ")}`);
  for (const element of page.querySelectorAll("body *")) {
    if (!seen(element) || element.closest(".wide, .drawing, pre, .heard, svg, input.say")) continue;
    const box = element.getBoundingClientRect();
    if (box.right > width + 1 || box.left < -1) faults.push(`${where(element)} sticks out: ${Math.round(box.left)} to ${Math.round(box.right)} of ${width}`);
  }
  for (const element of page.querySelectorAll(".wide, .drawing, pre")) {
    if (seen(element) && element.scrollWidth > element.clientWidth + 1 && element.tabIndex < 0) faults.push(`${where(element)} cannot be scrolled by keyboard`);
  }

  // On a phone nothing but the numbers behind a chart has to be pushed aside to be read.
  if (width < 500) {
    for (const element of page.querySelectorAll(".wide")) {
      if (!seen(element) || element.closest("figcaption")) continue;
      if (element.scrollWidth > element.clientWidth + 1) faults.push(`${where(element)} is read only by scrolling: ${element.scrollWidth} of ${element.clientWidth}`);
    }
  }

  // The other language is not there, and no text of a drawing leaves it.
  const other = wanted.language === "zh" ? "en" : "zh";
  for (const element of page.querySelectorAll(`.page [lang|="${other}"]`)) {
    if (seen(element)) faults.push(`${where(element)} is in the other language`);
  }
  for (const svg of page.querySelectorAll(".drawing svg")) {
    if (!seen(svg)) continue;
    const paper = svg.getBoundingClientRect();
    for (const text of svg.querySelectorAll("text")) {
      const box = text.getBoundingClientRect();
      if (box.width && (box.left < paper.left - 1 || box.right > paper.right + 1 || box.top < paper.top - 1 || box.bottom > paper.bottom + 1)) faults.push(`text leaves its drawing: ${text.textContent.trim()}`);
    }
  }

  // Every character has a picture of its own.
  const canvas = page.createElement("canvas");
  canvas.width = canvas.height = 40;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.font = `20px ${view.getComputedStyle(page.body).fontFamily}`;
  const picture = (sign) => {
    pen.clearRect(0, 0, 40, 40);
    pen.fillText(sign, 5, 28);
    return pen.getImageData(0, 0, 40, 40).data.join();
  };
  const missing = picture("\u{10FFFE}");
  const blank = picture(" ");
  const signs = new Set();
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (walker.currentNode.parentElement.closest("script, style")) continue;
    for (const sign of walker.currentNode.textContent) signs.add(sign);
  }
  for (const sign of signs) {
    if (/[\s\u200d\ufe0f]/u.test(sign) || wanted.foreign.includes(sign)) continue;
    const drawn = picture(sign);
    if (drawn === missing || drawn === blank) faults.push(`no picture of U+${sign.codePointAt(0).toString(16)} ${sign}`);
  }

  // Text can be told from what lies behind it: 4.5 to 1, large text 3 to 1.
  const channels = (colour) => (colour.match(/[\d.]+/g) || []).map(Number);
  const light = (colour) => {
    const [red, green, blue] = channels(colour).map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = view.getComputedStyle(at).backgroundColor;
      if (channels(colour).length === 3 || channels(colour)[3] > 0.9) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  // In a drawing a number may stand in a cell of its own colour: the last one drawn under it.
  const under = (text) => {
    const at = text.getBBox();
    const [x, y] = [at.x + at.width / 2, at.y + at.height / 2];
    let found = null;
    for (let before = text.previousElementSibling; before && !found; before = before.previousElementSibling) {
      if (before.tagName !== "rect") continue;
      const cell = before.getBBox();
      const inside = x >= cell.x && x <= cell.x + cell.width && y >= cell.y && y <= cell.y + cell.height;
      const opaque = Number(before.getAttribute("opacity") || 1) > 0.9;
      if (inside && opaque) found = view.getComputedStyle(before).fill;
    }
    return found;
  };
  const pale = new Set();
  for (const element of page.querySelectorAll(".page *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!own || !seen(element)) continue;
    const style = view.getComputedStyle(element);
    const drawn = element.tagName === "text" || element.tagName === "tspan";
    const colour = drawn ? style.fill : style.color;
    const paper = (drawn && under(element)) || behind(drawn ? element.closest(".drawing") : element);
    const [one, two] = [light(colour), light(paper)];
    const ratio = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    const large = parseFloat(style.fontSize) >= 24;
    if (ratio < (large ? 3 : 4.5)) pale.add(`${colour} on ${paper} is ${ratio.toFixed(1)} to 1, as in ${where(element)}`);
  }
  faults.push(...pale);

  // Names, labels, headings, identifiers.
  const ids = [...page.querySelectorAll("[id]")].map((element) => element.id);
  for (const id of new Set(ids)) if (ids.filter((known) => known === id).length > 1) faults.push(`id ${id} stands twice`);
  for (const link of page.querySelectorAll('nav a[href^="#"]')) {
    if (!page.querySelector(link.getAttribute("href"))) faults.push(`${link.getAttribute("href")} leads nowhere`);
  }
  for (const input of page.querySelectorAll("input")) {
    if (!input.closest("label") && !page.querySelector(`label[for="${input.id}"]`)) faults.push(`${where(input)} has no label`);
  }
  for (const svg of page.querySelectorAll("svg")) {
    if (svg.getAttribute("role") !== "img" || !svg.querySelector("title")) faults.push("a drawing has no title");
  }
  let level = 0;
  for (const heading of page.querySelectorAll("h1, h2, h3, h4")) {
    const own = Number(heading.tagName[1]);
    if (own > level + 1) faults.push(`${where(heading)} skips a level`);
    level = own;
  }
  if (window.axe) {
    const script = page.createElement("script");
    script.textContent = window.axeText;
    page.head.append(script);
    const found = await page.defaultView.axe.run(page, { resultTypes: ["violations"] });
    for (const it of found.violations) {
      if (["serious", "critical"].includes(it.impact)) faults.push(`axe: ${it.id}: ${it.help}: ${it.nodes.slice(0, 3).map((node) => node.target.join(" ")).join(", ")}`);
    }
  }

  // The charts that a kind of page has are there.
  const names = [...page.querySelectorAll("figure.chart")].map((it) => it.dataset.name);
  for (const name of wanted.names || []) if (!names.includes(name)) faults.push(`there is no chart ${name}`);
  // No name or sentence of a drawing is cut off, but of names that somebody else gave.
  if (wanted.kind !== "hostile") {
    for (const text of page.querySelectorAll(".drawing text")) {
      if (/\.\.\.$|…$/.test(text.textContent.trim())) faults.push(`cut off in ${text.closest("figure").dataset.name}: ${text.textContent.trim()}`);
    }
  }

  // The charts answer.
  const drawings = [...page.querySelectorAll(".drawing")].filter((it) => seen(it));
  if (wanted.charts && drawings.length === 0) faults.push("there is no chart");
  for (const drawing of drawings) {
    const figure = drawing.closest("figure");
    const svg = drawing.querySelector("svg");
    const name = figure.dataset.name;
    const data = figure.querySelector("a.save").getAttribute("href");
    const rows = decodeURIComponent(data.slice(data.indexOf(",") + 1)).trim().split("\n");
    if (!data.startsWith("data:text/csv") || rows.length < 2) faults.push(`${name}: no data to save`);
    if (!drawing.dataset.reading) continue;
    const panel = svg.dataset.panels.split(";")[0].split(" ").map(Number);
    const paper = svg.getBoundingClientRect();
    const scale = paper.width / (svg.viewBox.baseVal.width / 10);
    const middle = { clientX: paper.left + ((panel[0] + panel[2]) / 2) * scale, clientY: paper.top + ((panel[1] + panel[3]) / 2) * scale, bubbles: true };
    svg.dispatchEvent(new view.PointerEvent("pointermove", middle));
    const values = drawing.querySelector(".values");
    if (!values || values.hidden || !/\d/.test(values.textContent)) faults.push(`${name}: no values under the pointer`);
    else {
      const box = values.getBoundingClientRect();
      const room = drawing.getBoundingClientRect();
      if (box.left < room.left - 1) faults.push(`${name}: values leave the drawing`);
    }
    const before = values && values.textContent;
    const key = (text) => drawing.dispatchEvent(new view.KeyboardEvent("keydown", { key: text, bubbles: true, cancelable: true }));
    key("ArrowRight");
    if (values && values.textContent === before) faults.push(`${name}: the arrow key does nothing`);
    const reading = JSON.parse(drawing.dataset.reading);
    // Some days alone need no closer look.
    if (!reading.logarithmic && panel[5] - panel[4] >= 8) {
      key("+");
      if (svg.querySelectorAll("[data-ticks] text").length === 0) faults.push(`${name}: + does not zoom`);
      key("Escape");
      if (svg.querySelectorAll("[data-ticks] text").length > 0) faults.push(`${name}: Esc does not show the whole time`);
    }
    const tools = [...figure.querySelectorAll("figcaption > .series")].find((it) => it.lang === drawing.lang);
    const box = tools.querySelector("input[type=checkbox]");
    if (box) {
      box.click();
      if (![...svg.querySelectorAll("[stroke], [fill]")].some((part) => part.style.opacity)) faults.push(`${name}: a series cannot be hidden`);
      box.click();
      if ([...svg.querySelectorAll("[stroke], [fill]")].some((part) => part.style.opacity)) faults.push(`${name}: a series stays hidden`);
    }
  }
  // Pictures and drawings can be taken away.
  if (drawings.length) {
    const saved = [];
    const click = view.HTMLAnchorElement.prototype.click;
    view.HTMLAnchorElement.prototype.click = function taken() { saved.push([this.download, this.href.slice(0, 22)]); };
    const figure = drawings[0].closest("figure");
    const tools = [...figure.querySelectorAll("figcaption > .series")].find((it) => it.lang === drawings[0].lang);
    for (const button of tools.querySelectorAll("button:not([hidden])")) button.click();
    for (let tries = 0; tries < 40 && saved.length < 2; tries += 1) await wait(50);
    view.HTMLAnchorElement.prototype.click = click;
    const kinds = saved.map(([name, start]) => `${name.split(".").pop()} ${start.slice(0, 14)}`).sort();
    if (kinds.join() !== "png data:image/png,svg data:image/svg") faults.push(`saving gives ${kinds.join() || "nothing"}`);
  }
  return faults;
};
