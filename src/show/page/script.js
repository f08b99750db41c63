// What the page can do beyond being read: values under the pointer, lines that come and go, a closer
// look at some days, drawings to take away. Everything it shows stands in the page already.
"use strict";
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const make = (name, attributes, within) => {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    within.append(element);
    return element;
  };
  const spoken = () => (document.getElementById("say-zh").checked ? "zh" : "en");
  const words = JSON.parse(document.body.dataset.words);
  for (const choice of document.querySelectorAll("input.say")) {
    choice.addEventListener("change", () => {
      document.documentElement.lang = spoken() === "zh" ? "zh-Hans" : "en";
    });
  }

  const rowsOf = (text) => {
    const rows = [];
    let row = [], cell = "", quoted = false;
    for (let at = 0; at < text.length; at += 1) {
      const sign = text[at];
      if (quoted) {
        if (sign !== '"') cell += sign;
        else if (text[at + 1] === '"') { cell += sign; at += 1; } else quoted = false;
      } else if (sign === '"') quoted = true;
      else if (sign === ",") { row.push(cell); cell = ""; }
      else if (sign === "\n") { row.push(cell); rows.push(row); row = []; cell = ""; }
      else cell += sign;
    }
    return rows;
  };

  const written = (value, shares) => {
    if (!Number.isFinite(value)) return "–";
    if (shares) return `${(100 * value).toFixed(1)}%`;
    const size = Math.abs(value);
    if (size >= 1000) return value.toLocaleString("en-US", { maximumFractionDigits: 0 });
    return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2);
  };

  const save = (name, address) => {
    const link = document.createElement("a");
    link.download = name;
    link.href = address;
    link.click();
  };

  // The drawing as a file of its own: with its font named, and without what was laid over it.
  const alone = (svg) => {
    const copy = svg.cloneNode(true);
    for (const extra of copy.querySelectorAll("[data-extra]")) extra.remove();
    const family = getComputedStyle(svg.querySelector("text") || svg).fontFamily;
    copy.setAttribute("font-family", family);
    return new XMLSerializer().serializeToString(copy);
  };

  const savePicture = (svg, name) => {
    const box = svg.viewBox.baseVal;
    const canvas = document.createElement("canvas");
    canvas.width = box.width / 5;
    canvas.height = box.height / 5;
    const picture = new Image();
    picture.onload = () => {
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      save(`${name}.png`, canvas.toDataURL("image/png"));
    };
    picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(alone(svg))}`;
  };

  const button = (text, act, within) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", act);
    within.append(made);
    return made;
  };

  // One drawing of one language.
  const wake = (drawing, figure) => {
    const svg = drawing.querySelector("svg");
    const language = drawing.lang.startsWith("zh") ? "zh" : "en";
    const say = words[language];
    const tools = document.createElement("div");
    tools.className = "series";
    tools.lang = drawing.lang;
    figure.querySelector("figcaption").prepend(tools);
    const name = figure.dataset.name;
    const reading = drawing.dataset.reading ? JSON.parse(drawing.dataset.reading) : null;
    const panels = (svg.dataset.panels || "").split(";").filter(Boolean).map((text) => {
      const [left, top, right, bottom, x0, x1, y0, y1] = text.split(" ").map(Number);
      return { left, top, right, bottom, x0, x1, y0, y1 };
    });
    if (reading && panels.length) {
      toggles(svg, reading, tools);
      values(drawing, svg, reading, panels, figure, say, tools);
    }
    button(say.png, () => savePicture(svg, name), tools);
    button(say.svg, () => save(`${name}.svg`,
      `data:image/svg+xml;charset=utf-8,${encodeURIComponent(alone(svg))}`), tools);
  };

  // A line is known by its colour, which no other of the drawing has.
  const toggles = (svg, reading, tools) => {
    if (reading.lines.length < 2) return;
    const group = document.createElement("span");
    group.className = "series";
    for (const line of reading.lines) {
      const label = document.createElement("label");
      const box = document.createElement("input");
      box.type = "checkbox";
      box.checked = true;
      const sign = document.createElement("i");
      sign.style.background = line.colour;
      label.append(box, sign, line.name);
      box.addEventListener("change", () => {
        const drawn = `[stroke="${line.colour}"], [fill="${line.colour}"]`;
        for (const part of svg.querySelectorAll(drawn)) part.style.opacity = box.checked ? "" : "0.04";
        line.hidden = !box.checked;
      });
      group.append(label);
    }
    tools.append(group);
  };

  // The table of a chart as lines: for each panel and line, its values by where they lie.
  const linesOf = (figure, reading) => {
    const address = figure.querySelector("a.save").href;
    const rows = rowsOf(decodeURIComponent(address.slice(address.indexOf(",") + 1)));
    const header = rows[0];
    const place = (column) => header.indexOf(column);
    const at = { x: place(reading.across), series: place(reading.series), value: place(reading.value) };
    const band = reading.band ? reading.band.map(place) : null;
    const panel = reading.panels ? place(reading.panels[0]) : -1;
    const number = (text) => (text === "" ? NaN : Number(text));
    const found = new Map();
    for (const row of rows.slice(1)) {
      const which = reading.panels ? reading.panels[1].indexOf(row[panel]) : 0;
      const x = Math.floor(number(row[at.x]) / reading.step) * reading.step;
      const key = `${which} ${row[at.series]}`;
      if (!found.has(key)) found.set(key, new Map());
      const line = found.get(key);
      const value = number(row[at.value]);
      const low = band ? number(row[band[0]]) : NaN;
      const high = band ? number(row[band[1]]) : NaN;
      const former = line.get(x);
      if (former && reading.step > 1 && Number.isFinite(value)) former.value += value;
      else if (!former) line.set(x, { value, low, high });
    }
    return found;
  };

  const values = (drawing, svg, reading, panels, figure, say, tools) => {
    let lines = null;
    const shown = document.createElement("div");
    shown.className = "values";
    shown.setAttribute("role", "status");
    shown.hidden = true;
    drawing.append(shown);
    const rule = make("line", { "data-extra": "", stroke: "currentColor", "stroke-width": 8, "stroke-dasharray": "30 20", visibility: "hidden" }, svg);
    const frame = make("rect", { "data-extra": "", fill: "currentColor", "fill-opacity": 0.12, visibility: "hidden" }, svg);
    const closer = zoom(svg, reading, panels, say, tools);
    const out = (x) => (reading.logarithmic ? Math.expm1(x) : x);
    const into = (x) => (reading.logarithmic ? Math.log1p(x) : x);
    const dayAt = (panel, x) => {
      const range = closer.range(panel);
      return out(range[0] + ((x - panel.left) / (panel.right - panel.left)) * (range[1] - range[0]));
    };
    const placeOf = (panel, day) => {
      const range = closer.range(panel);
      return panel.left + ((into(day) - range[0]) / (range[1] - range[0])) * (panel.right - panel.left);
    };
    const point = (event) => {
      const matrix = svg.getScreenCTM().inverse();
      const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
      return { x: at.x / 10, y: at.y / 10 };
    };
    const over = (at) => panels.findIndex((panel) => at.x >= panel.left - 4 && at.x <= panel.right + 4 && at.y >= panel.top - 4 && at.y <= panel.bottom + 4);
    const hide = () => {
      shown.hidden = true;
      rule.setAttribute("visibility", "hidden");
    };
    let cursor = null;
    const show = (index, wanted) => {
      lines = lines || linesOf(figure, reading);
      const panel = panels[index];
      const there = reading.lines.map((line) => ({ line, data: lines.get(`${index} ${line.key}`) }))
        .filter((it) => it.data && !it.line.hidden);
      let day = null;
      for (const { data } of there) {
        for (const known of data.keys()) {
          if (day === null || Math.abs(known - wanted) < Math.abs(day - wanted)) day = known;
        }
      }
      if (day === null) return hide();
      cursor = { index, day };
      const x = placeOf(panel, day);
      for (const [key, value] of [["x1", x], ["x2", x], ["y1", panel.top], ["y2", panel.bottom]]) rule.setAttribute(key, value * 10);
      rule.setAttribute("visibility", "visible");
      shown.replaceChildren();
      const head = document.createElement("b");
      const last = day + reading.step - 1;
      head.textContent = `${reading.place || say.day} ${reading.step > 1 ? `${day}–${last}` : day}`;
      shown.append(head);
      for (const { line, data } of there) {
        const value = data.get(day);
        if (!value) continue;
        const row = document.createElement("div");
        const sign = document.createElement("i");
        sign.style.background = line.colour;
        const band = Number.isFinite(value.low) ? ` (${written(value.low, reading.shares)} – ${written(value.high, reading.shares)})` : "";
        row.append(sign, `${line.name} ${written(value.value, reading.shares)}${band}`);
        shown.append(row);
      }
      shown.hidden = false;
      const scale = svg.getBoundingClientRect().width / (svg.viewBox.baseVal.width / 10);
      const left = x * scale + 12;
      const room = svg.getBoundingClientRect().width - shown.offsetWidth - 4;
      shown.style.left = `${left > room ? Math.max(2, x * scale - shown.offsetWidth - 12) : left}px`;
      shown.style.top = `${panel.top * scale + 6}px`;
      return undefined;
    };
    // So many values further along.
    const beyond = (index, day, steps) => {
      lines = lines || linesOf(figure, reading);
      const known = new Set();
      for (const line of reading.lines) for (const it of (lines.get(`${index} ${line.key}`) || new Map()).keys()) known.add(it);
      const days = [...known].sort((one, other) => one - other);
      const here = days.findIndex((it) => it >= day);
      return days[Math.min(Math.max((here < 0 ? days.length - 1 : here) + steps, 0), days.length - 1)];
    };
    let start = null;
    svg.addEventListener("pointermove", (event) => {
      const at = point(event);
      if (start) {
        const panel = panels[start.index];
        const end = Math.min(Math.max(at.x, panel.left), panel.right);
        frame.setAttribute("x", Math.min(start.x, end) * 10);
        frame.setAttribute("width", Math.abs(end - start.x) * 10);
        frame.setAttribute("y", panel.top * 10);
        frame.setAttribute("height", (panel.bottom - panel.top) * 10);
        frame.setAttribute("visibility", "visible");
        return;
      }
      const index = over(at);
      if (index < 0) hide();
      else show(index, dayAt(panels[index], at.x));
    });
    svg.addEventListener("pointerleave", () => { if (!start) hide(); });
    svg.addEventListener("pointerdown", (event) => {
      const at = point(event);
      const index = over(at);
      if (index < 0 || event.pointerType === "touch" || !closer.possible) return;
      start = { index, x: at.x };
      hide();
    });
    window.addEventListener("pointerup", (event) => {
      if (!start) return;
      const from = start;
      start = null;
      frame.setAttribute("visibility", "hidden");
      const at = point(event);
      if (Math.abs(at.x - from.x) < 8) return;
      const days = [dayAt(panels[from.index], from.x), dayAt(panels[from.index], at.x)].sort((a, b) => a - b);
      closer.to(days[0], days[1]);
      hide();
    });
    drawing.addEventListener("keydown", (event) => {
      const { index, day } = cursor || { index: 0, day: out(closer.range(panels[0])[0]) };
      const range = closer.range(panels[index]);
      const jump = event.shiftKey ? 7 : 1;
      const keys = {
        ArrowRight: () => show(index, beyond(index, day, jump)),
        ArrowLeft: () => show(index, beyond(index, day, -jump)),
        Home: () => show(index, out(range[0])),
        End: () => show(index, out(range[1])),
        PageDown: () => show((index + 1) % panels.length, day),
        PageUp: () => show((index + panels.length - 1) % panels.length, day),
        "+": () => closer.by(0.5, day),
        "=": () => closer.by(0.5, day),
        "-": () => closer.by(2, day),
        Escape: () => { closer.whole(); hide(); },
      };
      if (!keys[event.key]) return;
      keys[event.key]();
      event.preventDefault();
    });
    drawing.title = say.keys;
  };

  // A closer look at some days: what lies in the panels is stretched, and their days are written anew.
  const zoom = (svg, reading, panels, say, tools) => {
    const whole = (panel) => [panel.x0, panel.x1];
    const possible = !reading.logarithmic;
    let days = null;
    let parts = null;
    const back = button(say.whole, () => closer.whole(), tools);
    back.hidden = true;
    // Only once somebody wants it: the parts of each panel go into a group that can be stretched.
    const gather = () => panels.map((panel, index) => {
      const clip = make("clipPath", { id: `clip-${Math.random().toString(36).slice(2)}-${index}`, "data-kept": "" }, svg);
      make("rect", { x: panel.left * 10, y: panel.top * 10 - 600, width: (panel.right - panel.left) * 10, height: (panel.bottom - panel.top) * 10 + 600 }, clip);
      const inside = [], labels = [], outside = [];
      for (const element of [...svg.children]) {
        if (element.hasAttribute("data-extra") || element === clip || ["title", "clipPath", "g"].includes(element.tagName)) continue;
        const box = element.getBBox();
        const middle = box.x / 10 + box.width / 20;
        const low = (box.y + box.height) / 10;
        const high = box.y / 10;
        const within = middle >= panel.left - 2 && middle <= panel.right + 2;
        if (element.tagName === "text") {
          if (within && high >= panel.bottom && low <= panel.bottom + 46) outside.push(element);
          else if (within && low <= panel.top + 2 && high > panel.top - 60) labels.push(element);
        } else if (box.x / 10 >= panel.left - 2 && (box.x + box.width) / 10 <= panel.right + 2 && low <= panel.bottom + 6 && low > panel.top) {
          if (box.width / 10 > (panel.right - panel.left) - 2 && box.height < 2) continue;
          (high >= panel.bottom - 0.5 && box.width < 2 ? outside : inside).push(element);
        }
      }
      const shell = make("g", { "clip-path": `url(#${clip.id})` }, svg);
      const group = make("g", {}, shell);
      if (inside.length) inside[0].before(shell);
      for (const element of inside) {
        element.setAttribute("vector-effect", "non-scaling-stroke");
        const width = Number(element.getAttribute("stroke-width"));
        if (width) element.dataset.width = width;
        group.append(element);
      }
      return { panel, group, labels, outside, ticks: make("g", { "data-ticks": "" }, svg) };
    });
    const draw = () => {
      parts = parts || gather();
      for (const { panel, group, labels, outside, ticks } of parts) {
        const [from, to] = days || whole(panel);
        const factor = (panel.x1 - panel.x0) / (to - from);
        const old = (day) => panel.left + ((day - panel.x0) / (panel.x1 - panel.x0)) * (panel.right - panel.left);
        group.setAttribute("transform", `translate(${panel.left * 10} 0) scale(${factor} 1) translate(${-old(from) * 10} 0)`);
        for (const line of group.children) {
          // A stroke that does not scale is measured on the screen.
          if (line.dataset.width) line.style.strokeWidth = days ? `${(line.dataset.width / 10) * (svg.getBoundingClientRect().width / (svg.viewBox.baseVal.width / 10))}px` : "";
          if (days) line.setAttribute("vector-effect", "non-scaling-stroke");
          else line.removeAttribute("vector-effect");
        }
        for (const element of [...labels, ...outside]) element.style.visibility = days ? "hidden" : "";
        ticks.replaceChildren();
        if (!days) continue;
        const step = [1, 2, 5, 7, 14, 30, 60, 90, 180, 365].find((it) => (to - from) / it <= 8) || 730;
        for (let day = Math.ceil(from / step) * step; day <= to; day += step) {
          const x = panel.left + ((day - from) / (to - from)) * (panel.right - panel.left);
          const text = make("text", { x: x * 10, y: (panel.bottom + 18) * 10, "text-anchor": "middle", "font-size": 120, fill: "#5B6874" }, ticks);
          text.textContent = day;
        }
      }
      back.hidden = !days;
    };
    const closer = {
      possible,
      range: (panel) => days || whole(panel),
      to: (from, to) => {
        if (!possible) return;
        const [low, high] = whole(panels[0]);
        const first = Math.max(low, from), last = Math.min(high, to);
        if (last - first < 2) return;
        days = first <= low && last >= high ? null : [first, last];
        draw();
      },
      by: (factor, day) => {
        const [from, to] = closer.range(panels[0]);
        closer.to(day - (day - from) * factor, day + (to - day) * factor);
      },
      whole: () => {
        if (!days) return;
        days = null;
        draw();
      },
    };
    return closer;
  };

  for (const figure of document.querySelectorAll("figure.chart")) {
    for (const drawing of figure.querySelectorAll(".drawing")) wake(drawing, figure);
  }
})();
