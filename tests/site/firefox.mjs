// Opens pages of a site in Firefox, which speaks WebDriver BiDi itself, and prints as JSON what it
// sees: of each page what is wrong with it, of the card and of the live cell what they show, and of
// each search the page that it finds first.
//
//     node firefox.mjs FIREFOX SITE WORDS,WORDS,... PAGE...
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const [executablePath, site, searched, ...names] = process.argv.slice(2);
const HALVES = ["keras", "formulations/layer-norm-contrib"];
const timeout = 120_000; // a busy machine is slow, not wrong
const browser = await puppeteer.launch({ browser: "firefox", executablePath, timeout });
const page = await browser.newPage();
page.setDefaultTimeout(timeout);
let complaints = [], asked = [];
page.on("console", (said) => {
  if (["error", "warn"].includes(said.type())) complaints.push(said.text());
});
page.on("pageerror", (error) => complaints.push(String(error)));
page.on("request", (request) => asked.push(request.url()));

const open = async (name) => {
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(`${pathToFileURL(site)}/${name}.html`);
  await page.waitForSelector("html:not(.first-frame)");
};

const look = () => {
  const unseen = [...document.querySelectorAll('[id^="equation-"]')].filter((place) => {
    const { width = 0, height = 0 } = place.querySelector("math")?.getBoundingClientRect() ?? {};
    return width < 10 || height < 10 || place.querySelector("merror");
  }).map((place) => `${place.id} is not seen`);
  for (const box of document.querySelectorAll("div.math")) {
    const [first, ...more] = [...(box.querySelector("math")?.children ?? [])].map((one) => one.getBoundingClientRect());
    if (more.some(({ top }) => first.height && top > first.bottom)) unseen.push(`${box.id} is broken into lines`);
    const { left, right: edge } = box.getBoundingClientRect();
    const { paddingLeft, paddingRight } = getComputedStyle(box);
    const room = edge - parseFloat(paddingRight);
    const right = Math.max(...[...box.children].map((one) => one.getBoundingClientRect().right));
    if (box.scrollWidth > box.clientWidth && right < room + 1) unseen.push(`${box.id} scrolls, but fits`);
    const number = box.querySelector(".eqno")?.getBoundingClientRect();
    if (number && number.right > room + 1) unseen.push(`the number of ${box.id} is cut`);
    if (first?.width && first.left > left + parseFloat(paddingLeft) + 1) unseen.push(`${box.textContent} is not at the left`);
    if (getComputedStyle(box).scrollbarColor.endsWith(", 0)")) unseen.push("a shade is seen through a scrollbar");
  }
  const title = document.querySelector("h1")?.firstChild;
  for (const { index, 0: { length } } of (title?.data ?? "").matchAll(/[^\s-]+/g)) {
    const word = document.createRange();
    word.setStart(title, index);
    word.setEnd(title, index + length);
    if (word.getClientRects().length > 1) unseen.push(`${word} is broken`);
  }
  for (const { scrollWidth, clientWidth, textContent } of document.querySelectorAll(".scrolls")) {
    if (innerWidth > 1000 && scrollWidth > clientWidth + 1) unseen.push(`${textContent.slice(0, 50)} is cut`);
  }
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth > clientWidth ? [...unseen, `too wide at ${innerWidth}`] : unseen;
};

// A circled sign is as large as another one of its formula.
const signs = () => [...document.querySelectorAll("math")].filter((math) => {
  const widths = [...math.querySelectorAll("mo")].filter((mo) => /[⊙⊗]/.test(mo.textContent))
    .map((mo) => mo.getBoundingClientRect().width);
  return Math.max(...widths) > 1.1 * Math.min(...widths);
}).map((math) => `${math.parentElement.id} has circled signs of several sizes`);
const crowded = eval(readFileSync(new URL("crowded.js", import.meta.url), "utf-8"));
const seen = async () => {
  const all = [];
  for (const one of [look, signs, crowded]) all.push(...await page.evaluate(one));
  return all;
};

const found = { faults: {} };
for (const name of names) {
  [complaints, asked] = [[], []];
  await open(name);
  const faults = await seen();
  await page.setViewport({ width: 390, height: 900 });
  faults.push(...await seen(), ...complaints);
  faults.push(...asked.filter((url) => !/^(file|data):/.test(url)));
  if (faults.length) found.faults[name] = faults;
}

const note = () => page.$eval(".lstm-note:not([hidden])", (one) => one.textContent);
if (names.includes("keras")) {
  const place = "#equation-keras-forget-gate";
  await open("keras");
  await page.$eval(place, (one) => one.scrollIntoView({ block: "center", behavior: "instant" }));
  await page.hover(`${place} math [data-sym=W_f]`);
  found.hover = await note();
  await page.mouse.move(1, 1);
  await page.$eval(`.lstm-card:has(${place}) [aria-selected=true]`, (tab) => tab.focus());
  await page.keyboard.press("Tab");
  await page.keyboard.press("End");
  found.focus = await note();
}
// Firefox lays out what it has read so far: of pages that come in halves, with half a formula each.
found.halves = {};
for (const name of names.filter((one) => HALVES.includes(one))) {
  const server = createServer(({ url }, answer) => {
    const { pathname } = new URL(url, "http://127.0.0.1");
    const types = { css: "text/css", js: "text/javascript", html: "text/html", woff2: "font/woff2" };
    const type = types[pathname.split(".").at(-1)];
    if (!type) return answer.writeHead(404).end();
    const whole = readFileSync(`${site}${pathname}`);
    const half = whole.indexOf("<msub><mi>", whole.length / 2) + "<msub><mi>".length;
    answer.writeHead(200, { "Content-Type": type });
    if (type !== "text/html") return answer.end(whole);
    answer.write(whole.subarray(0, half));
    setTimeout(() => answer.end(whole.subarray(half)), 1000);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  complaints = [];
  await page.goto(`http://127.0.0.1:${server.address().port}/${name}.html`);
  found.halves[name] = [await page.evaluate(look), complaints];
  server.close();
}
// What a reader types who looks for the layer, and the page that each finds first.
found.first = {};
for (const words of names.includes("search") ? searched.split(",") : []) {
  await page.goto(`${pathToFileURL(site)}/search.html?q=${encodeURIComponent(words)}`);
  const first = await page.waitForSelector("#search-results li a");
  found.first[words] = await first.evaluate((link) => link.pathname.split("/").at(-1));
}
if (names.includes("try-it")) {
  await open("try-it");
  found.rows = await page.$$eval(".lstm-numbers tbody tr", (rows) =>
    rows.map((row) => [...row.querySelectorAll("data")].map((one) => Number(one.value))));
  // The colours of a slider on a dark page: of its track behind the knob, and of what is around it.
  await page.evaluate(() => (document.documentElement.style.colorScheme = "dark"));
  const slider = await page.$(".lstm-moment input");
  await slider.evaluate((one) => (one.value = one.min));
  const picture = `data:image/png;base64,${await slider.screenshot({ encoding: "base64" })}`;
  found.slider = await page.evaluate(async (src) => {
    const image = Object.assign(new Image(), { src });
    await image.decode();
    const { width, height } = image;
    const paper = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d");
    paper.drawImage(image, 0, 0);
    return [height / 2, 1].map((y) => [...paper.getImageData(width * 0.9, y, 1, 1).data.slice(0, 3)]);
  }, picture);
}
console.log(JSON.stringify(found));
await browser.close();
