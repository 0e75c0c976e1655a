// What a script can add: the choice of colours, the keyboard's way into what scrolls sideways and
// to the search, marks on searched words, and the details of a function that a link leads to.
(() => {
  "use strict";
  // A browser may deny storage; then every script of the page gets one that forgets.
  try {
    localStorage.getItem("scheme");
  } catch {
    const value = { getItem: () => null, setItem() {}, removeItem() {}, clear() {} };
    Object.defineProperty(window, "localStorage", { value });
  }
  const paint = (scheme) => {
    document.documentElement.style.colorScheme = scheme;
    const dark = document.getElementById("pygments_dark_css");
    if (dark) dark.media = { light: "not all", dark: "all" }[scheme] ?? "(prefers-color-scheme: dark)";
  };
  const chosen = localStorage.getItem("scheme") ?? "light dark";
  paint(chosen);

  const { marking } = document.currentScript.dataset;
  const mark = () => {
    if (new URLSearchParams(location.search).has("highlight") || localStorage.getItem("sphinx_highlight_terms"))
      for (const src of marking.split(" ").filter(Boolean))
        document.head.append(Object.assign(document.createElement("script"), { src, async: false }));
  };

  // The first screen is painted before what is below it is laid out, unless a link leads there.
  const { classList } = document.documentElement;
  classList.toggle("first-frame", !location.hash);
  classList.add("unread");
  const painted = (then) => requestAnimationFrame(() => setTimeout(then));

  const reach = () => {
    for (const box of document.querySelectorAll("pre, div.math, .scrolls")) {
      const hidden = box.scrollWidth > box.clientWidth + 1;
      if (hidden) box.tabIndex = 0;
      else if (!box.role) box.removeAttribute("tabindex"); // a role tells of keys of its own
    }
  };
  // A link to a function shows what it takes, too.
  const open = () => {
    const place = document.querySelector(":target");
    const details = place?.parentElement.querySelector(":scope > dd > details") ?? place?.closest("main details");
    if (!details || details.open) return;
    details.open = true;
    place.scrollIntoView();
  };
  for (const event of ["load", "hashchange"]) addEventListener(event, open); // then it has its target
  // So does a search: what it marked may be in a fold.
  const openMarked = () => {
    for (const fold of document.querySelectorAll("main details:has(.highlighted)")) fold.open = true;
  };
  addEventListener("load", () => setTimeout(openMarked, 20)); // Sphinx marks 10 ms after its script ran
  document.addEventListener("DOMContentLoaded", () => {
    classList.remove("unread");
    mark(); // after drawings and formulas have been closed to marks, which they cannot hold
    const label = document.querySelector(".scheme");
    const select = label.querySelector("select");
    label.hidden = false;
    select.value = chosen;
    select.addEventListener("change", () => {
      localStorage.setItem("scheme", select.value);
      paint(select.value);
    });
    // The style shows the pages where there is room; this tells it to readers of the tree.
    const room = matchMedia("(min-width: 60rem)");
    const unfold = () => (document.querySelector(".pages details").open = room.matches);
    room.addEventListener("change", unfold);
    unfold();
    document.addEventListener("keydown", (event) => {
      const { key, target, altKey, ctrlKey, metaKey } = event;
      if (key !== "/" || altKey || ctrlKey || metaKey || target.closest("input, select, textarea")) return;
      event.preventDefault();
      document.querySelector(".search input").focus();
    });
    painted(() => {
      classList.remove("first-frame");
      new ResizeObserver(reach).observe(document.body);
    });
    // A tab or a fold that opens shows boxes that had no size before.
    document.addEventListener("toggle", reach, true);
    document.addEventListener("click", () => requestAnimationFrame(reach));
  });
})();
