'use client';

import { Check } from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn';

const itemStyle = cn(
  'relative flex min-h-11 cursor-pointer items-center gap-3 rounded-sm px-3 py-1.5 text-base outline-none select-none',
  'data-[disabled]:cursor-not-allowed data-[highlighted]:bg-wash data-[disabled]:text-faint [&_svg]:size-[1.125rem] [&_svg]:text-soft',
);

/** A button (`trigger`) and what it offers. Inside: `MenuItem`, `MenuRadio`, `MenuLabel`, `MenuSeparator`. */
export function Menu({
  trigger,
  align = 'end',
  children,
}: {
  trigger: ReactNode;
  align?: 'start' | 'center' | 'end';
  children: ReactNode;
}) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={6}
          collisionPadding={12}
          className="z-50 min-w-52 animate-pop rounded-md border border-hairline bg-raised p-1.5 text-ink shadow-float"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** `asChild` with a Link goes somewhere; `onSelect` does something. */
export function MenuItem({ danger, className, ...rest }: ComponentProps<typeof Radix.Item> & { danger?: boolean }) {
  return <Radix.Item {...rest} className={cn(itemStyle, danger && 'text-brick [&_svg]:text-brick', className)} />;
}

/** One of a few, with a tick at the chosen one. */
export function MenuRadio<Value extends string>({
  value,
  onValueChange,
  options,
}: {
  value: Value;
  onValueChange: (value: Value) => void;
  options: readonly { value: Value; label: ReactNode; icon?: ReactNode; lang?: string }[];
}) {
  return (
    <Radix.RadioGroup value={value} onValueChange={(next) => onValueChange(next as Value)}>
      {options.map((option) => (
        <Radix.RadioItem key={option.value} value={option.value} lang={option.lang} className={cn(itemStyle, 'pr-10')}>
          {option.icon}
          {option.label}
          <Radix.ItemIndicator className="absolute right-3">
            <Check aria-hidden="true" className="text-accent-text" />
          </Radix.ItemIndicator>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-3 pt-2 pb-1 text-soft text-xs">{children}</Radix.Label>;
}

export function MenuSeparator() {
  return <Radix.Separator className="-mx-1.5 my-1.5 h-px bg-hairline" />;
}
