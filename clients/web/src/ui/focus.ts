/** Where one writes; nothing happens when there is no open talk, or on a touch screen, where a keyboard would cover the talk. */
export function focusComposer(): void {
  if (!matchMedia('(pointer: fine)').matches) return;
  document.querySelector<HTMLElement>('.composer textarea')?.focus();
}

/** True for a key that writes something, pressed where nothing takes it. */
export function writes(event: KeyboardEvent): boolean {
  const { key, ctrlKey, metaKey, altKey, isComposing } = event;
  if (key.length !== 1 || key === ' ' || ctrlKey || metaKey || altKey || isComposing) return false;
  const target = event.target as HTMLElement;
  return !target.closest('input, textarea, select, dialog, button, a, [contenteditable]');
}
