import { Column, Row, Section, Text } from '@react-email/components';
import type { CSSProperties, ReactNode } from 'react';
import { COLOURS, type Colour } from './theme';

/** Light colours inline, and the class that the dark style sheet knows the same part by. */
export function paint(use: { text?: Colour; ground?: Colour; line?: Colour }, style: CSSProperties = {}) {
  const { text, ground, line } = use;
  const names = [text && `c-${text}`, ground && `b-${ground}`, line && `l-${line}`];
  return {
    className: names.filter(Boolean).join(' '),
    style: {
      ...(text && { color: COLOURS[text][0] }),
      ...(ground && { backgroundColor: COLOURS[ground][0] }),
      ...(line && { borderColor: COLOURS[line][0] }),
      ...style,
    },
  };
}

const SIDE = 36;
/** Korean breaks between words; a word too long for its line breaks anywhere. */
export const breaks: CSSProperties = { wordBreak: 'keep-all', overflowWrap: 'anywhere' };
export const numerals: CSSProperties = { fontVariantNumeric: 'tabular-nums' };

/** A paragraph. */
export function Words({
  text = 'ink',
  size = 15,
  style,
  children,
}: {
  text?: Colour;
  size?: number;
  style?: CSSProperties;
  children: ReactNode;
}) {
  const part = paint({ text }, { margin: 0, fontSize: size, lineHeight: 1.6, ...breaks, ...style });
  return <Text {...part}>{children}</Text>;
}

/** A side of the ticket keeps its distance; less of it on a phone. */
export function Part({ top = 0, bottom = 0, children }: { top?: number; bottom?: number; children: ReactNode }) {
  return (
    <Section>
      <Row>
        <Column className="gutter" style={{ padding: `${top}px ${SIDE}px ${bottom}px` }}>
          {children}
        </Column>
      </Row>
    </Section>
  );
}
