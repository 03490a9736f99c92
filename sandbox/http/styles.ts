/**
 * The look of every sandbox page: paper and ink, hairlines, one accent. Light and dark are chosen, not inverted.
 * The typeface is preloaded and `optional`: one that is swapped in later moves the buttons under a finger, and a press
 * that begins on one and ends beside it is lost.
 */
export const STYLES = `
:root {
  color-scheme: light dark;
  --paper: light-dark(oklch(0.985 0.006 85), oklch(0.20 0.008 60));
  --card: light-dark(oklch(0.998 0.002 85), oklch(0.235 0.009 60));
  --ink: light-dark(oklch(0.22 0.012 60), oklch(0.94 0.008 80));
  --soft: light-dark(oklch(0.47 0.014 60), oklch(0.74 0.012 75));
  --hairline: light-dark(oklch(0.90 0.008 80), oklch(0.33 0.010 65));
  --control: light-dark(oklch(0.60 0.014 70), oklch(0.60 0.012 70));
  --accent: light-dark(oklch(0.56 0.165 42), oklch(0.72 0.150 45));
  --accent-ink: light-dark(oklch(0.99 0.006 85), oklch(0.19 0.03 45));
  --ring: oklch(0.64 0.17 42);
  --pine: light-dark(oklch(0.42 0.075 160), oklch(0.78 0.09 160));
  --brick: light-dark(oklch(0.47 0.15 28), oklch(0.76 0.11 28));
  --amber: light-dark(oklch(0.47 0.09 70), oklch(0.82 0.10 80));
  --amber-wash: light-dark(oklch(0.955 0.032 85), oklch(0.29 0.030 75));
}
@font-face {
  font-family: 'Pretendard Variable'; font-weight: 45 920; font-display: optional;
  src: url('/assets/pretendard.woff2') format('woff2-variations');
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 400 16px/1.5 'Pretendard Variable', Pretendard, -apple-system, 'Segoe UI', 'Noto Sans KR', sans-serif;
  font-feature-settings: 'tnum' 1, 'ss05' 0; overflow-wrap: anywhere;
}
:lang(ko) { line-height: 1.6; word-break: keep-all; }
main { width: 100%; max-width: 1120px; margin: 0 auto; padding: 24px 16px 64px; }
main.narrow { max-width: 480px; }
@media (min-width: 720px) { main { padding-top: 40px; } }
.notice {
  display: flex; align-items: center; justify-content: center; gap: 8px; padding: 8px 16px;
  background: var(--amber-wash); color: var(--amber); border-bottom: 1px solid var(--hairline); font-size: 14px; font-weight: 600;
}
.notice svg { flex: none; }
header.top { display: flex; align-items: baseline; justify-content: space-between; gap: 16px; margin-bottom: 24px; }
header.top .brand { font-size: 14px; font-weight: 650; color: var(--soft); text-decoration: none; letter-spacing: -0.01em; }
.languages { display: flex; gap: 4px; font-size: 14px; }
.languages a, .languages span { display: inline-flex; align-items: center; min-height: 44px; padding: 0 8px; color: var(--soft); border-radius: 10px; }
.languages span { color: var(--ink); font-weight: 600; }
h1 { margin: 0 0 8px; font-size: 28px; line-height: 1.2; font-weight: 680; letter-spacing: -0.025em; text-wrap: balance; }
h2 { margin: 0 0 8px; font-size: 20px; line-height: 1.3; font-weight: 650; letter-spacing: -0.015em; }
p { margin: 0 0 12px; }
.lead, .soft { color: var(--soft); }
.small { font-size: 14px; }
a { color: inherit; text-underline-offset: 3px; text-decoration-color: var(--control); }
a:hover { text-decoration-color: currentColor; }
.card { background: var(--card); border: 1px solid var(--hairline); border-radius: 10px; padding: 16px; }
.card + .card, .stack > * + * { margin-top: 16px; }
@media (min-width: 720px) { .card { padding: 24px; } }
dl.facts { margin: 0; display: grid; gap: 12px; }
dl.facts > div { display: flex; justify-content: space-between; gap: 16px; }
dl.facts dt { color: var(--soft); font-size: 14px; flex: none; }
dl.facts dd { margin: 0; text-align: right; }
@media (min-width: 720px) {
  .wide dl.facts > div { justify-content: flex-start; }
  .wide dl.facts dt { width: 96px; }
  .wide dl.facts dd { text-align: left; }
}
.amount { font-size: 40px; line-height: 1.1; font-weight: 680; letter-spacing: -0.03em; margin: 4px 0 0; }
button, .button {
  display: flex; width: 100%; align-items: center; justify-content: center; gap: 8px; min-height: 48px; padding: 8px 16px;
  border: 1px solid var(--control); border-radius: 10px; background: transparent; color: var(--ink);
  font: inherit; font-weight: 600; text-decoration: none; cursor: pointer; transition: background-color 140ms ease-out, border-color 140ms ease-out;
}
button:hover, .button:hover { border-color: var(--ink); }
button.primary, .button.primary { background: var(--accent); border-color: var(--accent); color: var(--accent-ink); }
button.primary:hover, .button.primary:hover { background: color-mix(in oklch, var(--accent) 90%, var(--ink)); }
button.plain { border-color: transparent; color: var(--soft); font-weight: 500; }
:focus-visible { outline: 2px solid var(--ring); outline-offset: 2px; }
.buttons { display: grid; gap: 8px; }
.buttons.pair { grid-template-columns: 1fr 1fr; }
label { display: block; font-size: 14px; font-weight: 600; margin-bottom: 4px; }
input[type='text'], input[type='search'] {
  width: 100%; min-height: 48px; padding: 8px 12px; border: 1px solid var(--control); border-radius: 10px;
  background: var(--paper); color: var(--ink); font: inherit;
}
::placeholder { color: var(--soft); opacity: 1; }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
legend { padding: 0; font-size: 14px; font-weight: 600; margin-bottom: 8px; }
.choice { display: flex; gap: 12px; align-items: flex-start; padding: 12px 0; margin: 0; border-top: 1px solid var(--hairline); font-weight: 400; font-size: 16px; cursor: pointer; }
summary { display: flex; align-items: center; gap: 8px; min-height: 48px; margin: -12px 0; cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary::after { content: ''; width: 8px; height: 8px; margin: -4px 4px 0 auto; border: solid var(--soft); border-width: 0 1.5px 1.5px 0; transform: rotate(45deg); }
details[open] > summary { margin-bottom: 4px; }
details[open] > summary::after { margin-top: 4px; transform: rotate(225deg); }
.choice input { width: 20px; height: 20px; margin: 2px 0 0; accent-color: var(--accent); flex: none; }
.choice small { display: block; color: var(--soft); font-size: 14px; }
.status { display: inline-flex; align-items: center; gap: 6px; font-weight: 600; }
.status.good { color: var(--pine); } .status.bad { color: var(--brick); } .status.wait { color: var(--amber); }
.field-error { margin: 8px 0 0; color: var(--brick); font-size: 14px; }
ul.rows { list-style: none; margin: 0; padding: 0; }
ul.rows > li + li { border-top: 1px solid var(--hairline); }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
footer.foot { margin-top: 24px; color: var(--soft); font-size: 14px; }
code { font: 0.875em/1.4 ui-monospace, 'SF Mono', Menlo, monospace; }
@media (prefers-reduced-motion: reduce) { * { transition: none !important; animation: none !important; } }
`;
