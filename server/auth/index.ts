export { authOptions } from './options';
export { providersOf, type SignInProvider } from './providers';
export { CLIENT_IP_HEADER, requestContext, sessionCookieName, userOfToken } from './session';
