'use client';

import { Check, ChevronDown } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn';
import { useFieldWiring } from './field';
import { controlStyle } from './input';

export type Option<Value extends string = string> = {
  value: Value;
  label: ReactNode;
  /** A smaller second line. */
  hint?: ReactNode;
  disabled?: boolean;
};

export type SelectProps<Value extends string> = {
  options: readonly Option<Value>[];
  value?: Value;
  defaultValue?: Value;
  onValueChange?: (value: Value) => void;
  placeholder?: string;
  /** Set it when the select stands outside a `Field`. */
  'aria-label'?: string;
  name?: string;
  disabled?: boolean;
  className?: string;
};

/** One of a list. For forms (`name` makes a native field) and for react-hook-form's Controller. */
export function Select<Value extends string>({
  options,
  placeholder,
  className,
  onValueChange,
  ...rest
}: SelectProps<Value>) {
  const { value, defaultValue, name, disabled, ...aria } = rest;
  return (
    <Radix.Root
      value={value}
      defaultValue={defaultValue}
      name={name}
      disabled={disabled}
      onValueChange={(next) => onValueChange?.(next as Value)}
    >
      <Radix.Trigger
        {...useFieldWiring()}
        {...aria}
        className={cn(
          controlStyle,
          'group flex items-center justify-between gap-2 text-left data-[placeholder]:text-faint',
          className,
        )}
      >
        <span className="min-w-0 truncate">
          <Radix.Value placeholder={placeholder} />
        </span>
        <Radix.Icon asChild>
          <ChevronDown aria-hidden="true" className="size-4 shrink-0 text-soft" />
        </Radix.Icon>
      </Radix.Trigger>
      <SelectList options={options} />
    </Radix.Root>
  );
}

/** The open list, shared with the sentence's select. */
export function SelectList({ options }: { options: readonly Option[] }) {
  return (
    <Radix.Portal>
      <Radix.Content
        position="popper"
        sideOffset={6}
        collisionPadding={12}
        className="z-50 max-h-[min(24rem,var(--radix-select-content-available-height))] min-w-(--radix-select-trigger-width) animate-pop overflow-hidden rounded-md border border-hairline bg-raised text-ink shadow-float"
      >
        <Radix.Viewport className="p-1.5">
          {options.map((option) => (
            <Radix.Item
              key={option.value}
              value={option.value}
              disabled={option.disabled}
              className="relative flex min-h-11 cursor-pointer items-center gap-6 rounded-sm py-1.5 pr-9 pl-3 text-base outline-none select-none data-[disabled]:cursor-not-allowed data-[highlighted]:bg-wash data-[state=checked]:font-medium data-[disabled]:text-faint"
            >
              <span className="grid">
                <Radix.ItemText>{option.label}</Radix.ItemText>
                {option.hint ? <span className="font-normal text-soft text-xs">{option.hint}</span> : null}
              </span>
              <Radix.ItemIndicator className="absolute right-3 text-accent-text">
                <Check aria-hidden="true" className="size-4" />
              </Radix.ItemIndicator>
            </Radix.Item>
          ))}
        </Radix.Viewport>
      </Radix.Content>
    </Radix.Portal>
  );
}
