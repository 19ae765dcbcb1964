import { useState } from 'preact/hooks';
import { PEOPLE, USER_ID } from '../tokens.ts';
import { Avatar } from './Avatar.tsx';

/** The first page: who do you want to be? Each person is a link, so that several windows can be several people. */
export function WhoPage({ refused }: { refused: string | undefined }) {
  const [name, setName] = useState('');
  const valid = USER_ID.test(name);
  const submit = (event: Event) => {
    event.preventDefault();
    if (valid) location.assign(`/?as=${encodeURIComponent(name)}`);
  };
  return (
    <main class="who" data-testid="who-page">
      <div class="who-card">
        <img class="who-logo" src="/icon.svg" alt="" width="56" height="56" />
        <h1>Parley</h1>
        <p class="muted">Who are you? Open two windows as two people, and talk.</p>
        {refused !== undefined && (
          <p class="form-error" role="alert">
            “{refused}” cannot be a name here: 1 to 64 of A–Z, a–z, 0–9, and _ - .
          </p>
        )}
        <ul class="who-people">
          {PEOPLE.map((person) => (
            <li key={person}>
              <a class="who-person" href={`/?as=${person}`} data-testid={`who-${person}`}>
                <Avatar id={person} name={person} />
                <span>{person}</span>
              </a>
            </li>
          ))}
        </ul>
        <form class="who-form" onSubmit={submit}>
          <label for="who-name">Or anybody else</label>
          <div class="row">
            <input
              id="who-name"
              data-testid="who-name"
              value={name}
              maxLength={64}
              autocomplete="username"
              autocapitalize="none"
              spellcheck={false}
              placeholder="a name"
              pattern="[A-Za-z0-9_.\-]{1,64}"
              onInput={(event) => setName(event.currentTarget.value.trim())}
            />
            <button class="primary" type="submit" disabled={!valid} data-testid="who-go">
              Go
            </button>
          </div>
          <p class="hint">A development set-up: no password, on this machine alone.</p>
        </form>
      </div>
    </main>
  );
}
