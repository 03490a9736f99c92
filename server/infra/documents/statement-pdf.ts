import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import PDFDocument from 'pdfkit';
import type { StatementLine } from '@/server/domain/settlement/statement';
import { amountText, wallClock } from './format';
import { kindsText, reasonsText, type StatementDocument } from './statement';
import { type DocumentLocale, type StatementWords, wordsOf } from './words';

const FONTS = path.join(process.cwd(), 'node_modules/pretendard/dist/public/static/alternative');
let fonts: Promise<Record<'regular' | 'bold', Buffer>> | undefined;

/** Read once a process. What a document does not use of them is left out of it. */
const loadFonts = () => {
  fonts ??= Promise.all(
    ['Regular', 'SemiBold'].map((name) => readFile(path.join(FONTS, `Pretendard-${name}.ttf`))),
  ).then(([regular, bold]) => ({ regular: regular!, bold: bold! }));
  return fonts;
};

const MARGIN = 44;
const BOTTOM = 56;
const INK = '#1f1915';
const SOFT = '#6f6761';
const HAIRLINE = '#e1ddd8';
const PAPER = '#faf7f2';
const ACCENT = '#a43d17';

type Doc = PDFKit.PDFDocument;
type Column = { label: string; x: number; width: number; right?: boolean };
type Sheet = { doc: Doc; document: StatementDocument; words: StatementWords; columns: Column[]; page: number };

/** A statement to print and file: what it comes to first, then a line a booking. Pages are sent as they fill. */
export async function statementPdf(document: StatementDocument, locale: DocumentLocale): Promise<Readable> {
  const { regular, bold } = await loadFonts();
  const words = wordsOf(locale);
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: 0 },
    font: regular as unknown as string,
    lang: locale,
    info: { Title: `${words.title} ${words.no(document.no)} · ${document.restaurant.name}`, Author: 'TablePick' },
  });
  doc.registerFont('regular', regular).registerFont('bold', bold);
  const sheet: Sheet = { doc, document, words, columns: columnsOf(words), page: 1 };
  write(sheet).then(
    () => doc.end(),
    (error: Error) => doc.destroy(error),
  );
  return doc as unknown as Readable;
}

async function write(sheet: Sheet): Promise<void> {
  writeHead(sheet);
  writeTotals(sheet);
  writeColumns(sheet);
  for await (const line of sheet.document.lines) writeLine(sheet, line);
  writeFooter(sheet);
}

function columnsOf({ columns }: StatementWords): Column[] {
  const wide: [string, number][] = [
    [columns.date, 72],
    [columns.booking, 128],
    [columns.deposit, 54],
    [columns.coupon, 48],
    [columns.fee, 48],
    [columns.vat, 42],
    [columns.deduction, 54],
    [columns.net, 61],
  ];
  let x = MARGIN;
  return wide.map(([label, width], index) => {
    const column = { label, x, width, right: index >= 2 };
    x += width;
    return column;
  });
}

const inner = ({ doc }: Sheet) => doc.page.width - 2 * MARGIN;

function text(sheet: Sheet, value: string, x: number, y: number, options: Partial<Style> = {}): void {
  const { size = 8, bold = false, color = INK, width = inner(sheet), align = 'left' } = options;
  sheet.doc
    .font(bold ? 'bold' : 'regular')
    .fontSize(size)
    .fillColor(color)
    .text(value, x, y, { width, align, lineBreak: false, ellipsis: true, height: size * 1.4 });
}
type Style = { size: number; bold: boolean; color: string; width: number; align: 'left' | 'right' };

const rule = ({ doc }: Sheet, y: number, color = HAIRLINE) =>
  doc
    .moveTo(MARGIN, y)
    .lineTo(doc.page.width - MARGIN, y)
    .lineWidth(0.6)
    .strokeColor(color)
    .stroke();

function writeHead(sheet: Sheet): void {
  const { document, words } = sheet;
  const right = { width: inner(sheet), align: 'right' } as const;
  text(sheet, 'TablePick', MARGIN, MARGIN, { size: 9, bold: true, color: ACCENT });
  text(sheet, words.no(document.no), MARGIN, MARGIN, { ...right, size: 9, color: SOFT });
  text(sheet, words.title, MARGIN, MARGIN + 20, { size: 22, bold: true });
  text(sheet, document.restaurant.name, MARGIN, MARGIN + 56, { size: 11, bold: true });
  if (document.restaurant.address)
    text(sheet, document.restaurant.address, MARGIN, MARGIN + 72, { color: SOFT, width: inner(sheet) * 0.6 });
  const facts = [
    [words.period, `${document.firstDate} – ${document.lastDate}`],
    [words.made, wallClock(document.madeAtMs, document.zone).date],
    ...(document.dueDate ? [[words.due, document.dueDate]] : []),
  ] as [string, string][];
  facts.forEach(([label, value], index) => {
    text(sheet, `${label}   ${value}`, MARGIN, MARGIN + 48 + index * 13, { ...right, color: SOFT });
  });
}

/** From what diners paid to what goes to the bank. */
function writeTotals(sheet: Sheet): void {
  const { doc, document, words } = sheet;
  const { totals, currency } = document;
  const rows: [string, number][] = [
    [words.totals.deposit, totals.depositMinor],
    [words.totals.coupon, totals.couponMinor],
    [words.totals.fee, totals.feeMinor],
    [words.totals.vat, totals.vatMinor],
    [words.totals.deduction, totals.deductionMinor],
    [words.totals.carriedIn, totals.carriedInMinor],
  ];
  const top = MARGIN + 102;
  const height = rows.length * 16 + 58;
  doc.roundedRect(MARGIN, top, inner(sheet), height, 6).fill(PAPER);
  const [x, width] = [MARGIN + 16, inner(sheet) - 32];
  rows.forEach(([label, minor], index) => {
    const y = top + 14 + index * 16;
    text(sheet, label, x, y, { size: 9, color: SOFT, width });
    text(sheet, amountText(minor, currency), x, y, { size: 9, width, align: 'right' });
  });
  const y = top + 20 + rows.length * 16;
  doc
    .moveTo(x, y - 4)
    .lineTo(x + width, y - 4)
    .lineWidth(0.6)
    .strokeColor(HAIRLINE)
    .stroke();
  const open = totals.carriedOutMinor !== 0;
  text(sheet, open ? words.carriedOut : `${words.payout} (${currency})`, x, y + 8, { size: 11, bold: true, width });
  const minor = open ? totals.carriedOutMinor : totals.payoutMinor;
  const big = { size: 16, bold: true, width, align: 'right' } as const;
  text(sheet, amountText(minor, currency), x, y + 4, { ...big, color: open ? INK : ACCENT });
  doc.y = top + height + 22;
}

function writeColumns(sheet: Sheet): void {
  const { doc } = sheet;
  doc.font('regular').fontSize(7.5);
  const heightOf = ({ label, width }: Column) => doc.heightOfString(label, { width });
  const bottom = doc.y + Math.max(...sheet.columns.map(heightOf));
  for (const column of sheet.columns) {
    const { label, x, width, right } = column;
    doc.fillColor(SOFT).text(label, x, bottom - heightOf(column), { width, align: right ? 'right' : 'left' });
  }
  rule(sheet, bottom + 4, INK);
  doc.y = bottom + 9;
}

function writeLine(sheet: Sheet, line: StatementLine): void {
  const { doc, document, words, columns } = sheet;
  const { currency } = document;
  const reasons = reasonsText(line, words);
  const notes = [
    ...(line.ownCouponMinor !== 0 ? [words.ownCoupon(amountText(line.ownCouponMinor, currency))] : []),
    ...(reasons ? [reasons] : []),
  ];
  const height = 27 + notes.length * 11;
  if (doc.y + height > doc.page.height - BOTTOM) turnPage(sheet);
  const y = doc.y;
  const { date, time } = wallClock(line.atMs, document.zone);
  const guest = [line.guest, line.partySize && words.party(line.partySize)].filter(Boolean).join(' · ');
  const what = [line.code, kindsText(line, words)].filter(Boolean).join(' · ');
  const [when, booking] = columns as [Column, Column];
  text(sheet, date, when.x, y, { width: when.width });
  text(sheet, time, when.x, y + 11, { width: when.width, size: 7.5, color: SOFT });
  text(sheet, guest || what, booking.x, y, { width: booking.width - 6 });
  if (guest) text(sheet, what, booking.x, y + 11, { width: booking.width - 6, size: 7.5, color: SOFT });
  const amounts = [line.depositMinor, line.couponMinor, line.feeMinor, line.vatMinor, line.deductionMinor];
  [...amounts, line.netMinor].forEach((minor, index) => {
    const { x, width } = columns[index + 2]!;
    const net = index === amounts.length;
    const shown = minor === 0 && !net ? '–' : amountText(minor, currency);
    text(sheet, shown, x, y, { width, align: 'right', bold: net, color: minor === 0 && !net ? SOFT : INK });
  });
  notes.forEach((note, index) => {
    const width = inner(sheet) - when.width;
    text(sheet, note, booking.x, y + 22 + index * 11, { size: 7.5, color: ACCENT, width });
  });
  rule(sheet, y + height - 4);
  doc.y = y + height;
}

function turnPage(sheet: Sheet): void {
  writeFooter(sheet);
  sheet.doc.addPage();
  sheet.page++;
  sheet.doc.y = MARGIN;
  writeColumns(sheet);
}

function writeFooter(sheet: Sheet): void {
  const { doc, document, words } = sheet;
  const y = doc.page.height - 34;
  text(sheet, words.footer, MARGIN, y, { size: 7, color: SOFT, width: inner(sheet) - 60 });
  text(sheet, document.id, MARGIN, y + 10, { size: 7, color: SOFT });
  text(sheet, words.page(sheet.page), MARGIN, y + 10, { size: 7, color: SOFT, width: inner(sheet), align: 'right' });
}
