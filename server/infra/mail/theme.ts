/**
 * The product's colours for mail, which knows no OKLCH and no custom properties: light values stand inline, dark ones in a
 * media query, for the readers that take one. Same names as in the product's style sheet.
 */
export const COLOURS = {
  paper: ['#fcfaf6', '#191512'],
  raised: ['#fffefc', '#211c19'],
  ink: ['#1f1915', '#efebe4'],
  soft: ['#564e48', '#bcb6af'],
  faint: ['#6f6761', '#9d9790'],
  hairline: ['#e1ddd8', '#38332f'],
  accent: ['#de6129', '#ee7942'],
  onAccent: ['#190f0a', '#170d08'],
  accentText: ['#a43d17', '#f79968'],
  pine: ['#1b5a43', '#83d1ab'],
  amber: ['#7f530c', '#efbf6c'],
  brick: ['#98352c', '#f09a91'],
} as const satisfies Record<string, readonly [light: string, dark: string]>;

export type Colour = keyof typeof COLOURS;

export const FONT =
  "'Pretendard Variable', Pretendard, -apple-system, BlinkMacSystemFont, 'Apple SD Gothic Neo', 'Noto Sans KR', 'Malgun Gothic', 'Segoe UI', sans-serif";

const rule = (selector: string, property: string, colour: Colour) =>
  `.${selector}{${property}:${COLOURS[colour][1]} !important}`;

/** Class names: `c-ink` colours text, `b-paper` a ground, `l-hairline` a line. */
export const STYLE_SHEET = [
  ':root{color-scheme:light dark;supported-color-schemes:light dark}',
  'body{margin:0}',
  '@media (max-width:480px){.gutter{padding-left:20px !important;padding-right:20px !important}.name{font-size:26px !important}}',
  '@media (prefers-color-scheme:dark){',
  // The library copies the body's ground to a cell inside it, which has no class.
  `body,body>table>tbody>tr>td{background-color:${COLOURS.paper[1]} !important}`,
  ...Object.keys(COLOURS).flatMap((name) => [
    rule(`c-${name}`, 'color', name as Colour),
    rule(`b-${name}`, 'background-color', name as Colour),
    rule(`l-${name}`, 'border-color', name as Colour),
  ]),
  '}',
].join('');
