export { clientIpOf, stampClientIp } from './client-address';
export { authOptions } from './options';
export { providersOf, type SignInProvider } from './providers';
export { requestContext, sessionCookieName, sessionOfToken } from './session';
