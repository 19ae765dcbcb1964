import type { Offer } from '../complete.ts';
import type { Completion } from './completion.ts';

/** The list over the text: arrows and Enter pick, or a click. */
export function Offers({ completion, onPick }: { completion: Completion; onPick: (offer: Offer) => void }) {
  const { offers, at } = completion;
  if (!offers.length) return null;
  return (
    <ul class="completions" id="offers" role="listbox" aria-label="Suggestions" data-testid="offers">
      {offers.map((offer, i) => (
        <li
          key={offer.key}
          id={`offer-${i}`}
          role="option"
          aria-selected={i === at}
          class={i === at ? 'is-current' : ''}
          data-testid="offer"
          // A click would take the focus from the text first.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(offer)}
        >
          <span dir="auto">{offer.label}</span>
          {offer.hint && <span class="muted">{offer.hint}</span>}
        </li>
      ))}
    </ul>
  );
}
