export { getViewer, type Viewer } from './get-viewer';
export { signIn, signInInput } from './sign-in';
