/* global oidc */
// The signed-in person. The tokens are in the storage of the tab, so that a page loaded anew goes on with them. A second tab gets them
// from a tab that lives; signing out in one tab takes them from all.
import { othersLive } from 'desk/keep';

const WAIT_FOR_TABS = 1000;

let manager;
let settings;
// Address to which the provider returns: this page, or the redirect of the stack if Cognito could not be told this address.
let back;
let user = null;
/** @type {(is: boolean) => void} */
let listen = () => {};
// Between the tabs of the desk: { ask }, { to, user }, { signedOut }.
const tabs = new BroadcastChannel('bantin/sign-in');

export const token = () => user?.access_token;

// The name that the newsroom writes beside what this person saves.
export const person = () => user?.profile?.['cognito:username'] ?? user?.profile?.preferred_username ?? user?.profile?.sub ?? '';

/** The highest role that the sign-in speaks of; the server has the last word. */
export const role = () => ['administrator', 'editor'].find((group) => user?.profile?.['cognito:groups']?.includes(group)) ?? 'reporter';

/**
 * Takes up a sign-in that comes back from the provider, that this tab had before it was loaded anew, or that another tab has.
 * @param heard called with whether somebody is signed in, whenever that changes
 * @return true where this window only brings a sign-in back to the one that opened it
 */
export async function start(heard) {
  settings = JSON.parse(document.getElementById('sign-in-settings').textContent);
  back = settings.returnUrl ?? location.origin + '/admin';
  manager = new oidc.UserManager({
    authority: settings.issuer,
    client_id: settings.clientId,
    scope: 'openid ' + settings.scope,
    redirect_uri: back,
    popup_redirect_uri: back,
    userStore: new oidc.WebStorageStateStore({ store: sessionStorage }),
    stateStore: new oidc.WebStorageStateStore({ store: sessionStorage }),
    // Renewed by the refresh token a minute before the end; the library's frames are not allowed here.
    automaticSilentRenew: true,
    silentRequestTimeoutInSeconds: 10,
  });
  manager.events.addUserLoaded(take);
  manager.events.addAccessTokenExpired(expire);
  tabs.addEventListener('message', hear);

  const answer = location.href;
  const query = new URLSearchParams(location.search);
  const state = query.get('state');
  const comesBack = state && (query.has('code') || query.has('error'));
  if (comesBack && window.opener) {
    await manager.signinPopupCallback();
    return true;
  }
  // The address keeps the place alone: an answer of the provider serves once, and a cookie remembers the language.
  if (location.search) history.replaceState(history.state, '', '/admin' + location.hash);
  // Without the state that its sign-in began with, the answer is one of before: kept as a bookmark, say.
  if (comesBack && sessionStorage.getItem('oidc.' + state)) {
    const { state: place } = await manager.signinRedirectCallback(answer);
    history.replaceState(null, '', '/admin' + (place ?? ''));
  } else {
    await goOn();
  }
  // The address names the place by now.
  listen = heard;
  if (user) listen(true);
  return false;
}

async function goOn() {
  const known = (await manager.getUser()) ?? (await fromAnotherTab());
  if (!known) return;
  if (!known.expired) take(known);
  else if (known.refresh_token) {
    await manager.signinSilent().catch((e) => {
      // The provider said no. Where it was only not reached, the next load asks again.
      if (e instanceof oidc.ErrorResponse) return manager.removeUser();
    });
  }
}

async function fromAnotherTab() {
  if (!(await othersLive())) return null;
  const me = crypto.randomUUID();
  const given = await new Promise((resolve) => {
    tabs.addEventListener('message', ({ data }) => data.to === me && resolve(data.user));
    setTimeout(resolve, WAIT_FOR_TABS, null);
    tabs.postMessage({ ask: me });
  });
  if (!given) return null;
  await manager.storeUser(oidc.User.fromStorageString(given));
  return manager.getUser();
}

async function hear({ data }) {
  if (data.ask && user) tabs.postMessage({ to: data.ask, user: user.toStorageString() });
  if (data.signedOut) {
    await manager.removeUser();
    expire();
  }
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
  tabs.postMessage({ signedOut: true });
  location.assign(end);
}
