import {
  Body,
  Button,
  Column,
  Container,
  Head,
  Heading,
  Html,
  Link,
  Preview,
  Row,
  Section,
} from '@react-email/components';
import type { CSSProperties } from 'react';
import { breaks, numerals, Part, paint, Words } from './template-parts';
import { FONT, STYLE_SHEET } from './theme';
import type { MailContent } from './types';

function Opening({ content }: { content: MailContent }) {
  const name = paint(
    { text: 'ink' },
    { margin: '10px 0 0', fontSize: 32, lineHeight: 1.25, letterSpacing: '-0.022em', fontWeight: 500, ...breaks },
  );
  return (
    <Part top={32} bottom={28}>
      <Words text={content.tone} size={14} style={{ fontWeight: 600 }}>
        <span aria-hidden="true">●&nbsp;&nbsp;</span>
        {content.status}
      </Words>
      <Heading as="h1" className={`name ${name.className}`} style={name.style}>
        {content.title}
      </Heading>
      {content.lead.map((line, index) => (
        <Words key={line} text={index === 0 ? 'ink' : 'soft'} style={{ marginTop: index === 0 ? 10 : 8 }}>
          {line}
        </Words>
      ))}
    </Part>
  );
}

/** Crossed out when there is no booking: nobody should set out because of a big date. */
function Pass({ pass, isOn }: { pass: NonNullable<MailContent['pass']>; isOn: boolean }) {
  const value: CSSProperties = { ...numerals, fontWeight: 600, lineHeight: 1.35, letterSpacing: '-0.012em' };
  const off: CSSProperties = { fontWeight: 500, textDecoration: 'line-through' };
  return (
    <Part bottom={28}>
      <Row>
        {pass.map(({ label, value: shown, note }, index) => (
          <Column key={label} style={{ verticalAlign: 'top', paddingLeft: index === 0 ? 0 : 12 }}>
            <Words text="faint" size={12}>
              {label}
            </Words>
            <Words text={isOn ? 'ink' : 'faint'} size={20} style={isOn ? value : { ...value, ...off }}>
              {shown}
            </Words>
            {note && (
              <Words text="faint" size={12}>
                {note}
              </Words>
            )}
          </Column>
        ))}
      </Row>
    </Part>
  );
}

/** The perforation, with a notch at each side in the colour of the page. */
function Tear() {
  const notch = (side: 'left' | 'right') => {
    const round = side === 'left' ? '0 10px 10px 0' : '10px 0 0 10px';
    const open = side === 'left' ? { borderLeftWidth: 0, marginLeft: -1 } : { borderRightWidth: 0, marginRight: -1 };
    return paint(
      { ground: 'paper', line: 'hairline' },
      { width: 10, height: 20, borderWidth: 1, borderStyle: 'solid', borderRadius: round, fontSize: 0, ...open },
    );
  };
  const line = paint(
    { line: 'hairline' },
    { margin: '0 12px', borderTopWidth: 2, borderTopStyle: 'dotted', fontSize: 0, lineHeight: 0 },
  );
  return (
    <Row aria-hidden="true">
      <Column width={11} style={{ width: 11 }}>
        <div {...notch('left')}>&nbsp;</div>
      </Column>
      <Column>
        <div {...line}>&nbsp;</div>
      </Column>
      <Column width={11} style={{ width: 11 }}>
        <div {...notch('right')}>&nbsp;</div>
      </Column>
    </Row>
  );
}

function Stub({ content }: { content: MailContent }) {
  const { code, facts, action } = content;
  const button = paint(
    { text: 'onAccent', ground: 'accent' },
    {
      display: 'block',
      boxSizing: 'border-box',
      width: '100%',
      padding: '14px 20px',
      borderRadius: 10,
      fontSize: 16,
      lineHeight: '20px',
      fontWeight: 600,
      textAlign: 'center',
    },
  );
  return (
    <Part top={24} bottom={32}>
      {code && (
        <div style={{ paddingBottom: 16 }}>
          <Words text="faint" size={12}>
            {code.label}
          </Words>
          <Words size={28} style={{ ...numerals, fontWeight: 600, lineHeight: 1.3, letterSpacing: '0.08em' }}>
            {code.value}
          </Words>
          <Words text="faint" size={12}>
            {code.hint}
          </Words>
        </div>
      )}
      {facts.map((fact, index) => (
        <Fact key={fact.label} {...fact} isFirst={index === 0 && !code} />
      ))}
      <div style={{ paddingTop: facts.length > 0 ? 20 : 0 }}>
        <Button href={action.href} {...button}>
          {action.label}
        </Button>
      </div>
    </Part>
  );
}

function Fact({ label, value, href, isFirst }: MailContent['facts'][number] & { isFirst: boolean }) {
  const cell = (style: CSSProperties) =>
    paint(
      { line: 'hairline' },
      { padding: '9px 0', borderTopWidth: isFirst ? 0 : 1, borderTopStyle: 'solid', verticalAlign: 'top', ...style },
    );
  const link = paint({ text: 'ink' }, { textDecoration: 'none' });
  return (
    <Row>
      <Column {...cell({ width: 104 })}>
        <Words text="faint" size={14}>
          {label}
        </Words>
      </Column>
      <Column {...cell({ textAlign: 'right', paddingLeft: 12 })}>
        <Words size={14} style={numerals}>
          {href ? (
            <Link href={href} {...link}>
              {value}
            </Link>
          ) : (
            value
          )}
        </Words>
      </Column>
    </Row>
  );
}

function Terms({ terms }: { terms: NonNullable<MailContent['terms']> }) {
  return (
    <Part top={32}>
      <Heading as="h2" {...paint({ text: 'ink' }, { margin: '0 0 6px', fontSize: 16, fontWeight: 600 })}>
        {terms.title}
      </Heading>
      {terms.rows.map(({ when, what }) => (
        <Row key={when}>
          <Column style={{ padding: '4px 0', verticalAlign: 'top' }}>
            <Words text="soft" size={14} style={numerals}>
              {when}
            </Words>
          </Column>
          <Column style={{ padding: '4px 0 4px 12px', verticalAlign: 'top', textAlign: 'right' }}>
            <Words size={14} style={numerals}>
              {what}
            </Words>
          </Column>
        </Row>
      ))}
      {terms.note && (
        <Words text={terms.rows.length > 0 ? 'faint' : 'soft'} size={terms.rows.length > 0 ? 12 : 14}>
          {terms.note}
        </Words>
      )}
    </Part>
  );
}

/** A mail drawn as a ticket on paper. */
export function MailTemplate({ content }: { content: MailContent }) {
  const ticket = paint(
    { ground: 'raised', line: 'hairline' },
    { borderWidth: 1, borderStyle: 'solid', borderRadius: 16, borderCollapse: 'separate' },
  );
  return (
    <Html lang={content.locale} dir="ltr">
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{content.subject}</title>
        {/* The sheet is a constant of this module. */}
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: React would escape the sheet's quotes */}
        <style dangerouslySetInnerHTML={{ __html: STYLE_SHEET }} />
      </Head>
      <Preview>{content.preview}</Preview>
      <Body {...paint({ ground: 'paper' }, { margin: 0, padding: '0 12px', fontFamily: FONT })}>
        <Container style={{ maxWidth: 560, padding: '28px 0 40px' }}>
          <Part bottom={16}>
            <Words size={16} style={{ fontWeight: 600, letterSpacing: '-0.02em' }}>
              TablePick
            </Words>
          </Part>
          <Section {...ticket}>
            <Opening content={content} />
            {content.pass && <Pass pass={content.pass} isOn={content.tone === 'pine'} />}
            <Tear />
            <Stub content={content} />
          </Section>
          {content.terms && <Terms terms={content.terms} />}
          <Part top={24}>
            {content.notes.map((note) => (
              <Words key={note} text="soft" size={14}>
                {note}
              </Words>
            ))}
            <Words text="faint" size={12} style={{ marginTop: 16 }}>
              {content.footer}
            </Words>
          </Part>
        </Container>
      </Body>
    </Html>
  );
}
