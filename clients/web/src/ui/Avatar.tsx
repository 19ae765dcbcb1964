import { hueOf, initialsOf } from '../format.ts';

/** A name's initials on a colour that is always the same for the same id. Decoration: the name stands beside it. */
export function Avatar({
  id,
  name,
  group = false,
  small = false,
}: {
  id: string;
  name: string;
  group?: boolean;
  small?: boolean;
}) {
  const hue = { '--hue': String(hueOf(id)) };
  return (
    <span class={`avatar${group ? ' is-group' : ''}${small ? ' is-small' : ''}`} style={hue} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
