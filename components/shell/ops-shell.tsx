import { SubjectMessages } from '@/i18n/subject-messages';
import { StaffShell, type StaffShellProps } from './staff-shell';

/** The operator's frame. Client components below it may use the sentences of `ops` and `money`. */
export function OpsShell(props: StaffShellProps) {
  return (
    <SubjectMessages subjects={['ops', 'money']}>
      <StaffShell {...props} />
    </SubjectMessages>
  );
}
