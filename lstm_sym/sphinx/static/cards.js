"use strict";
// Cards: the panels become tabs, LaTeX can be copied, and a symbol says what it is.
(() => {
  const KEY = "lstm-view", FIRST = "mathematics", SYMBOL = "[data-sym]";
  const page = document.documentElement;
  const make = (tag, name, text = "") =>
    Object.assign(document.createElement(tag), { className: name, textContent: text });

  // A browser may forbid pages on a disk to remember anything.
  const remembered = () => { try { return localStorage.getItem(KEY); } catch { return null; } };
  const remember = (view) => { try { localStorage.setItem(KEY, view); } catch { /* then not */ } };

  page.dataset.lstmView = remembered() || FIRST;

  const choose = (view, tab) => {
    const before = tab?.getBoundingClientRect().top;
    page.dataset.lstmView = view;
    for (const one of document.querySelectorAll(".lstm-tabs > button")) {
      const chosen = one.dataset.view === view;
      one.setAttribute("aria-selected", chosen);
      one.tabIndex = chosen ? 0 : -1;
    }
    // The cards above change their height; the tab stays where it was.
    if (tab) scrollBy(0, tab.getBoundingClientRect().top - before);
  };

  const kind = (panel) => panel.classList[1].replace("lstm-", "");

  const addTabs = (card, number) => {
    const panels = [...card.querySelectorAll(".lstm-panel")];
    const bar = make("div", "lstm-tabs");
    bar.setAttribute("role", "tablist");
    bar.setAttribute("aria-label", "Views");
    panels.forEach((panel, place) => {
      const view = kind(panel);
      panel.id = `lstm-panel-${number}-${place}`;
      panel.setAttribute("role", "tabpanel");
      let tab = bar.querySelector(`[data-view=${view}]`);
      if (!tab) {
        tab = make("button", "", panel.querySelector(".lstm-title").textContent);
        Object.assign(tab, { type: "button", id: `lstm-tab-${number}-${view}` });
        tab.dataset.view = view;
        tab.setAttribute("role", "tab");
        bar.append(tab);
      }
      panel.setAttribute("aria-labelledby", tab.id);
      tab.setAttribute("aria-controls", `${tab.getAttribute("aria-controls") || ""} ${panel.id}`.trim());
    });
    const head = card.querySelector(":scope > .lstm-head");
    head ? head.after(bar) : card.prepend(bar);
    bar.addEventListener("click", ({ target }) => {
      if (!target.dataset.view) return;
      choose(target.dataset.view, target);
      remember(target.dataset.view);
    });
    bar.addEventListener("keydown", (event) => {
      const next = step(event.key, [...bar.children].indexOf(event.target), bar.children.length);
      if (next === undefined) return;
      event.preventDefault();
      bar.children[next].focus();
      bar.children[next].click();
    });
  };

  const step = (key, at, count) => ({
    ArrowRight: (at + 1) % count, ArrowLeft: (at - 1 + count) % count, Home: 0, End: count - 1,
  })[key];

  const addCopy = (panel) => {
    const button = make("button", "lstm-copy", "Copy");
    button.type = "button";
    button.addEventListener("click", async () => {
      await copy(panel.querySelector("pre").textContent.trim());
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
    panel.append(button);
  };

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch { // as on an insecure page, or without the permission
      const area = make("textarea", "");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  };

  // What a symbol means, beside it; where the same name is in formula and code, it lights up.
  const note = make("div", "lstm-note");
  note.setAttribute("role", "status");
  let shown = null, leaving = 0, tabbed = false;

  const hide = () => {
    shown = null;
    note.hidden = true;
    for (const one of document.querySelectorAll(".lstm-lit")) one.classList.remove("lstm-lit");
  };

  const place = () => {
    if (!shown) return;
    const { left, top, bottom } = shown.getBoundingClientRect();
    const { width, height } = note.getBoundingClientRect();
    note.style.left = `${Math.max(8, Math.min(left, page.clientWidth - width - 8))}px`;
    note.style.top = `${top > height + 8 ? top - height - 6 : bottom + 6}px`;
  };

  const show = (symbol) => {
    clearTimeout(leaving);
    if (symbol === shown) return;
    hide();
    const card = symbol.closest(".lstm-row, .lstm-side, .lstm-card") || symbol.closest(".lstm-drawing");
    const same = [...card.querySelectorAll(`[data-sym="${symbol.dataset.sym}"]`)];
    const facts = same.find((one) => one.dataset.says)?.dataset;
    if (!facts) return;
    for (const one of same) one.classList.add("lstm-lit");
    shown = symbol;
    const parts = [make("strong", "", facts.says), make("code", "", facts.code || facts.sym)];
    if (facts.shape) parts.push(make("span", "", facts.shape));
    note.replaceChildren(...parts.flatMap((part) => [part, " "]));
    note.hidden = false;
    place();
  };

  // One stop of the tab key a formula; its arrow keys go from symbol to symbol.
  const addKeys = (formula) => {
    const symbols = [...formula.querySelectorAll(SYMBOL)];
    let at = 0;
    formula.tabIndex = 0;
    formula.setAttribute("role", "group");
    formula.setAttribute("aria-label", "Formula; the arrow keys name its symbols");
    formula.addEventListener("focus", () => {
      // Not where a link led to the formula: the note would hide the label.
      if (tabbed) show(symbols[at]);
    });
    formula.addEventListener("blur", hide);
    formula.addEventListener("keydown", (event) => {
      const next = step(event.key, at, symbols.length);
      if (next === undefined || event.target !== formula) return;
      event.preventDefault();
      at = next;
      symbols[at].scrollIntoView({ block: "nearest", inline: "nearest" });
      show(symbols[at]);
    });
  };

  const listen = () => {
    document.addEventListener("pointerover", ({ target, pointerType }) => {
      if (pointerType === "touch") return;
      const symbol = target.closest(SYMBOL);
      clearTimeout(leaving);
      if (symbol) show(symbol);
      // The pointer may cross to the note and rest there.
      else if (shown && !note.contains(target) && !shown.closest(":focus")) leaving = setTimeout(hide, 150);
    });
    document.addEventListener("click", ({ target }) => {
      const symbol = target.closest(SYMBOL);
      if (symbol) show(symbol);
      else if (!note.contains(target)) hide();
    });
    document.addEventListener("keydown", ({ key }) => {
      tabbed = key === "Tab";
      if (key === "Escape") hide();
    });
    document.addEventListener("pointerdown", () => { tabbed = false; });
    addEventListener("scroll", place, { passive: true, capture: true });
    addEventListener("resize", place);
  };

  // A link to an equation leads to its card, also where its formula is not in view.
  const arrive = () => {
    const target = document.querySelector(":target");
    const card = target?.closest(".lstm-card");
    if (card && !target.offsetParent) card.scrollIntoView();
  };

  document.addEventListener("DOMContentLoaded", () => {
    const cards = [...document.querySelectorAll(".lstm-group, .lstm-card")]
      .filter((card) => card.querySelector(".lstm-panel") && !card.parentElement.closest(".lstm-group"));
    cards.forEach(addTabs);
    const views = new Set([...document.querySelectorAll(".lstm-tabs > button")].map((tab) => tab.dataset.view));
    choose(views.has(page.dataset.lstmView) ? page.dataset.lstmView : FIRST);
    document.querySelectorAll(".lstm-panel.lstm-latex").forEach(addCopy);
    const formulas = [...document.querySelectorAll("div.math")].filter((one) => one.querySelector(SYMBOL));
    formulas.forEach(addKeys);
    note.hidden = true;
    document.body.append(note);
    if (document.querySelector(SYMBOL)) listen();
    for (const event of ["load", "hashchange"]) addEventListener(event, arrive);
    // Sphinx marks searched words with boxes of HTML, which formulas and drawings cannot hold.
    for (const one of document.querySelectorAll(":is(svg, math) *")) one.classList.add("nohighlight");
  });
})();
