import { SubjectMessages } from '@/i18n/subject-messages';
import { StaffShell, type StaffShellProps } from './staff-shell';

/** The restaurant's own frame. Client components below it may use the sentences of `owner`. */
export function OwnerShell(props: StaffShellProps) {
  return (
    <SubjectMessages subjects={['owner']}>
      <StaffShell {...props} />
    </SubjectMessages>
  );
}
