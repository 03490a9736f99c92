export { type AuditAction, audit } from './audit';
