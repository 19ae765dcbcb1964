import { render } from 'preact';
import './styles/base.css';
import './styles/list.css';
import './styles/talk.css';
import './styles/files.css';
import './styles/dialogs.css';
import './styles/drawer.css';
import { startSession, SessionContext } from './session.ts';
import { USER_ID } from './tokens.ts';
import { App } from './ui/App.tsx';
import { WhoPage } from './ui/WhoPage.tsx';

const root = document.getElementById('app')!;
const me = new URLSearchParams(location.search).get('as') ?? undefined;

if (me === undefined || !USER_ID.test(me)) {
  render(<WhoPage refused={me} />, root);
} else {
  const session = await startSession(me);
  render(
    <SessionContext.Provider value={session}>
      <App />
    </SessionContext.Provider>,
    root,
  );
}
