/* global oidc */
// Who is at the desk. Tokens stay in memory: a page loaded anew asks the provider again, which usually still knows the person.
import { api } from 'desk/api';

let manager;
let settings;
// Where the provider sends people back to: here, or to a door that leads here where it cannot know this address.
let back;
let user = null;
/** @type {(is: boolean) => void} */
let listen = () => {};

export const token = () => user?.access_token;

// The name that the newsroom writes beside what this person saves.
export const person = () => user?.profile?.['cognito:username'] ?? user?.profile?.preferred_username ?? user?.profile?.sub ?? '';

/** The highest role that the sign-in speaks of; the server has the last word. */
export const role = () => ['administrator', 'editor'].find((one) => user?.profile?.['cognito:groups']?.includes(one)) ?? 'reporter';

/**
 * @param heard called with whether somebody is signed in, whenever that changes
 * @return true where this window only brings a sign-in back to the one that opened it
 */
export async function start(heard) {
  listen = heard;
  settings = await api('GET', '/api/sign-in', { open: true });
  back = settings.returnUrl ?? location.origin + '/admin';
  manager = new oidc.UserManager({
    authority: settings.issuer,
    client_id: settings.clientId,
    scope: 'openid ' + settings.scope,
    redirect_uri: back,
    popup_redirect_uri: back,
    // Only what a sign-in under way needs (state, PKCE verifier) is in the tab's storage.
    userStore: new oidc.WebStorageStateStore({ store: new oidc.InMemoryWebStorage() }),
    stateStore: new oidc.WebStorageStateStore({ store: sessionStorage }),
    // Renewed by the refresh token a minute before the end; the library's frames are not allowed here.
    automaticSilentRenew: true,
    silentRequestTimeoutInSeconds: 10,
  });
  manager.events.addUserLoaded(take);
  manager.events.addAccessTokenExpired(expire);

  const query = new URLSearchParams(location.search);
  if (!query.has('state') || !(query.has('code') || query.has('error'))) return false;
  if (window.opener) {
    await manager.signinPopupCallback();
    return true;
  }
  const answer = location.href;
  history.replaceState(null, '', '/admin');
  const signedIn = await manager.signinRedirectCallback(answer);
  history.replaceState(null, '', '/admin' + (signedIn.state ?? ''));
  return false;
}

function take(loaded) {
  user = loaded;
  // Editors at work are no readers: the count leaves them out.
  document.cookie = 'staff=1; SameSite=Strict; Path=/; Max-Age=43200';
  listen(true);
}

// Nothing on the screen goes; it only cannot be sent.
export function expire() {
  if (!user) return;
  user = null;
  listen(false);
}

export const signIn = () => manager.signinRedirect({ state: location.hash });

// In a window of its own, so that what is being written stays where it is. Somebody else does not take it over.
export async function signInAgain(who) {
  const signedIn = await manager.signinPopup({ popupWindowFeatures: { width: 480, height: 640 } });
  if (who && person() !== who) {
    const other = signedIn.profile['cognito:username'] ?? signedIn.profile.sub;
    await manager.removeUser();
    expire();
    return other;
  }
  return null;
}

/** Here, at the provider, and of the token that renews. */
export async function signOut() {
  const idToken = user?.id_token;
  const metadata = await manager.metadataService.getMetadata();
  // Cognito's discovery may lack it; there it stands beside the page that signs in.
  const end = new URL(metadata.end_session_endpoint ?? metadata.authorization_endpoint.replace(/\/oauth2\/authorize$/, '/logout'));
  end.search = String(new URLSearchParams({
    client_id: settings.clientId, logout_uri: back, post_logout_redirect_uri: back, ...(idToken && { id_token_hint: idToken }),
  }));
  await manager.revokeTokens(['refresh_token']).catch(() => { /* It ends by itself. */ });
  await manager.removeUser();
  user = null;
  location.assign(end);
}
