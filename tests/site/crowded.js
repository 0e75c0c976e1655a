// The texts of charts that leave their picture, or are less than 3 pixels from another one.
() => [...document.querySelectorAll(".lstm-chart, .lstm-unrolled")].flatMap((svg) => {
  const frame = svg.getBoundingClientRect();
  const boxes = [...svg.querySelectorAll("text")].map((text) => [text.textContent, text.getBoundingClientRect()]);
  const outside = ({ left, right, top, bottom }) => left < frame.left - 0.5 || right > frame.right + 0.5
    || top < frame.top - 0.5 || bottom > frame.bottom + 0.5;
  const near = (one, other) => one.left < other.right + 3 && other.left < one.right + 3
    && one.top < other.bottom - 3 && other.top < one.bottom - 3;
  return boxes.flatMap(([said, one], k) => [
    ...(outside(one) ? [`${said} leaves its chart`] : []),
    ...boxes.slice(k + 1).filter(([, other]) => near(one, other)).map(([other]) => `${said} touches ${other}`),
  ]);
})
