import { hueOf, initialsOf } from '../format.ts';

/**
 * A name's initials on a colour that is always the same for the same id, with a dot while the person is online.
 * Decoration: name and status stand beside it in words.
 */
export function Avatar({
  id,
  name,
  group = false,
  small = false,
  online = false,
}: {
  id: string;
  name: string;
  group?: boolean;
  small?: boolean;
  online?: boolean;
}) {
  const hue = { '--hue': String(hueOf(id)) };
  return (
    <span
      class={`avatar${group ? ' is-group' : ''}${small ? ' is-small' : ''}${online ? ' is-online' : ''}`}
      style={hue}
      aria-hidden="true"
    >
      {initialsOf(name)}
    </span>
  );
}
