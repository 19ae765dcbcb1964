import { render } from 'preact';
import './styles/base.css';
import './styles/layout.css';
import './styles/list.css';
import './styles/talk.css';
import './styles/message.css';
import './styles/composer.css';
import './styles/files.css';
import './styles/dialogs.css';
import './styles/drawer.css';
import { startSession, SessionContext } from './session.ts';
import { USER_ID } from './tokens.ts';
import { App } from './ui/App.tsx';
import { Broken, Guarded } from './ui/Guarded.tsx';
import { WhoPage } from './ui/WhoPage.tsx';

const root = document.getElementById('app')!;
const me = new URLSearchParams(location.search).get('as') ?? undefined;

/** Takes the place of what the document itself shows until there is something. */
function show(content: Parameters<typeof render>[0]): void {
  root.replaceChildren();
  render(content, root);
}

if (me === undefined || !USER_ID.test(me)) {
  show(<WhoPage refused={me} />);
} else {
  startSession(me).then(
    (session) =>
      show(
        <Guarded>
          <SessionContext.Provider value={session}>
            <App />
          </SessionContext.Provider>
        </Guarded>,
      ),
    (error: unknown) => show(<Broken error={error} />),
  );
}
